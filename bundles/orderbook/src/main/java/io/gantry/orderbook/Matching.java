package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;

/** Trades a taker with the other side. Hot path. */
final class Matching {

    private final OpenOrders open;
    private final Orders orders;
    private final Details details;
    private final Market market;
    private final TradedRange traded;

    Matching(OpenOrders open, Market market, TradedRange traded) {
        this.open = open;
        orders = open.orders;
        details = open.details;
        this.market = market;
        this.traded = traded;
    }

    /** The key of the limit that an order has on the other side's ladder now. */
    long limitKey(Incoming taker, Ladder makers) {
        return limitKey(taker.type, taker.side, taker.price, makers);
    }

    /** The same, of an order that is not entered yet. */
    long limitKey(OrderType type, Side side, long price, Ladder makers) {
        if (type == OrderType.LIMIT || type == OrderType.STOP_LIMIT) {
            return makers.key(price);
        }
        long ticks = market.rules().protectionTicks();
        if (ticks == 0 || makers.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long best = makers.bestPrice();
        long unit = market.ticks.unit();
        long away = Market.isNotional(ticks, unit) ? ticks * unit : Long.MAX_VALUE;
        if (side == Side.BUY) {
            return makers.key(best > Long.MAX_VALUE - away ? Long.MAX_VALUE : best + away);
        }
        return makers.key(Math.max(0, best - away));
    }

    /** Trades until the taker is filled, cancelled by self-trade prevention, or at its limit; its remaining tells. */
    void trade(Incoming taker, Ladder makers, long limitKey, BookEvents events) {
        while (taker.remaining > 0 && makers.isReachedBy(limitKey)) {
            int maker = orders.next(makers.best());
            if (taker.prevention != SelfTradePrevention.NONE && isOwn(taker, maker)) {
                prevent(taker, maker, events);
            } else if (orders.tag(maker) < 0) {
                tradeVisible(taker, maker, events);
            } else {
                tradePlain(taker, maker, makers, events);
            }
        }
    }

    private void tradePlain(Incoming taker, int maker, Ladder makers, BookEvents events) {
        long id = orders.id(maker);
        long account = orders.account(maker);
        long price = orders.price(maker);
        long remaining = orders.remaining(maker);
        long left = remaining - taker.remaining;
        if (left > 0) {
            open.tradePlain(maker, left);
            told(taker, id, account, price, taker.remaining, left, events);
        } else {
            open.leavePlace(maker, makers);
            open.forget(maker);
            told(taker, id, account, price, remaining, 0, events);
        }
    }

    private void tradeVisible(Incoming taker, int maker, BookEvents events) {
        long visible = open.visible(maker);
        long quantity = Math.min(visible, taker.remaining);
        long id = orders.id(maker);
        long account = orders.account(maker);
        long price = orders.price(maker);
        long left = orders.remaining(maker) - quantity;
        open.tradeVisible(maker, quantity);
        if (left == 0) {
            open.remove(maker);
        } else if (quantity == visible) {
            open.refresh(maker);
        }
        told(taker, id, account, price, quantity, left, events);
    }

    private void told(
            Incoming taker, long maker, long makerAccount, long price, long quantity, long left, BookEvents events) {
        taker.remaining -= quantity;
        market.lastTradePrice(price);
        if (open.stops() != 0) {
            traded.at(price);
        }
        events.traded(taker.id, maker, makerAccount, taker.side, price, quantity, taker.remaining, left);
    }

    /** Must self-trade prevention keep these apart? */
    boolean isOwn(Incoming taker, int maker) {
        return isOwn(taker.account, taker.group, maker);
    }

    boolean isOwn(long account, long group, int maker) {
        return orders.account(maker) == account
                || (group != 0 && orders.tag(maker) < 0 && details.group(orders.details(maker)) == group);
    }

    private void prevent(Incoming taker, int maker, BookEvents events) {
        switch (taker.prevention) {
            case EXPIRE_TAKER -> cancelTaker(taker, events);
            case EXPIRE_MAKER -> cancelMaker(maker, taker.side.opposite(), events);
            case EXPIRE_BOTH -> {
                cancelMaker(maker, taker.side.opposite(), events);
                cancelTaker(taker, events);
            }
            case DECREMENT -> decrement(taker, maker, events);
            case NONE -> throw new AssertionError("nothing to prevent");
        }
    }

    private void decrement(Incoming taker, int maker, BookEvents events) {
        long remaining = orders.remaining(maker);
        long quantity = Math.min(taker.remaining, remaining);
        if (quantity == remaining) {
            cancelMaker(maker, taker.side.opposite(), events);
        } else {
            open.shrink(maker, remaining - quantity);
            events.reduced(
                    orders.id(maker),
                    orders.account(maker),
                    taker.side.opposite(),
                    orders.price(maker),
                    quantity,
                    remaining - quantity);
        }
        if (quantity == taker.remaining) {
            cancelTaker(taker, events);
        } else {
            taker.remaining -= quantity;
            events.reduced(taker.id, taker.account, taker.side, taker.price, quantity, taker.remaining);
        }
    }

    private void cancelMaker(int maker, Side side, BookEvents events) {
        long id = orders.id(maker);
        long account = orders.account(maker);
        long price = orders.price(maker);
        long quantity = orders.remaining(maker);
        open.remove(maker);
        events.cancelled(id, account, side, price, quantity, CancelReason.SELF_TRADE);
    }

    private static void cancelTaker(Incoming taker, BookEvents events) {
        long quantity = taker.remaining;
        taker.remaining = 0;
        events.cancelled(taker.id, taker.account, taker.side, taker.price, quantity, CancelReason.SELF_TRADE);
    }
}
