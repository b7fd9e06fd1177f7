package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.SelfTradePrevention;

/** Trades a taker with the other side of the book (section 5). */
final class Trading {
    private final BookState state;
    private final Limits limits;
    private final TradeRange range;

    /** @param range is told the prices */
    Trading(BookState state, Limits limits, TradeRange range) {
        this.state = state;
        this.limits = limits;
        this.range = range;
    }

    /** Trades as far as limit and other side allow. Afterwards {@code remaining} is what is left to rest or to be cancelled. */
    void trade(OpenOrder taker, BookEvents events) {
        PriceQueues makers = state.orders.resting(taker.side.opposite());
        long limit = limits.of(taker);
        while (taker.remaining > 0 && makers.isReachedBy(limit)) {
            OpenOrder maker = makers.first();
            if (taker.prevention != SelfTradePrevention.NONE && taker.isOfOwner(maker)) {
                prevent(taker, maker, events);
            } else {
                trade(taker, maker, events);
            }
        }
    }

    private void trade(OpenOrder taker, OpenOrder maker, BookEvents events) {
        long quantity = Math.min(taker.remaining, maker.visible());
        taker.remaining -= quantity;
        maker.takeVisible(quantity);
        tell(taker, maker, maker.price, quantity, events);
        state.orders.afterTrade(maker);
    }

    /** Tells a trade of which both sides have been taken off already. */
    void tell(OpenOrder taker, OpenOrder maker, long price, long quantity, BookEvents events) {
        state.lastTradePrice = price;
        range.add(price);
        events.traded(
                taker.orderId,
                maker.orderId,
                maker.account,
                taker.side,
                price,
                quantity,
                taker.remaining,
                maker.remaining);
    }

    private void prevent(OpenOrder taker, OpenOrder maker, BookEvents events) {
        switch (taker.prevention) {
            case EXPIRE_TAKER -> expireTaker(taker, events);
            case EXPIRE_MAKER -> state.cancel(maker, CancelReason.SELF_TRADE, events);
            case EXPIRE_BOTH -> {
                state.cancel(maker, CancelReason.SELF_TRADE, events);
                expireTaker(taker, events);
            }
            case DECREMENT -> decrement(taker, maker, events);
            case NONE -> throw new IllegalStateException("nothing to prevent between " + taker + " and " + maker);
        }
    }

    private void expireTaker(OpenOrder taker, BookEvents events) {
        BookState.tellCancelled(taker, taker.remaining, CancelReason.SELF_TRADE, events);
        taker.remaining = 0;
    }

    private void decrement(OpenOrder taker, OpenOrder maker, BookEvents events) {
        long quantity = Math.min(taker.remaining, maker.remaining);
        if (quantity == maker.remaining) {
            state.cancel(maker, CancelReason.SELF_TRADE, events);
        } else {
            maker.shrinkTo(maker.remaining - quantity);
            BookState.tellReduced(maker, quantity, events);
        }
        if (quantity == taker.remaining) {
            expireTaker(taker, events);
        } else {
            taker.remaining -= quantity;
            BookState.tellReduced(taker, quantity, events);
        }
    }
}
