package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/** Changes open orders: CANCEL, REDUCE and REPLACE. Hot path. */
final class Changes {

    /** The bits of a tag that make a replaced order more than a plain one; post-only is one of them here. */
    private static final long NOT_PLAIN =
            BookOrder.flags(Side.BUY, true, TimeInForce.GTC, SelfTradePrevention.NONE, true);

    private final Market market;
    private final OpenOrders open;
    private final Orders orders;
    private final Matching matching;
    private final Entry entry;
    private final ReplaceChecks checks;
    private final Incoming incoming = new Incoming();

    Changes(Market market, OpenOrders open, Matching matching, Entry entry) {
        this.market = market;
        this.open = open;
        orders = open.orders;
        this.matching = matching;
        this.entry = entry;
        checks = new ReplaceChecks(market, open);
    }

    /** The command CANCEL. */
    void cancel(OrderCommand command, BookEvents events) {
        int slot = open.index.find(command.orderId());
        if (market.state() == MarketState.CLOSED) {
            events.rejected(command.orderId(), command.account(), RejectReason.MARKET_STATE_FORBIDS);
        } else if (slot == 0) {
            events.rejected(command.orderId(), command.account(), RejectReason.UNKNOWN_ORDER);
        } else if (orders.account(slot) != command.account()) {
            events.rejected(command.orderId(), command.account(), RejectReason.WRONG_ACCOUNT);
        } else {
            cancel(slot, CancelReason.REQUESTED, events);
        }
    }

    /** Cancels an open order. */
    void cancel(int slot, CancelReason reason, BookEvents events) {
        long id = orders.id(slot);
        long account = orders.account(slot);
        Side side = BookOrder.sideOf(orders.tag(slot));
        long price = orders.price(slot);
        long remaining = orders.remaining(slot);
        open.remove(slot);
        events.cancelled(id, account, side, price, remaining, reason);
    }

    /** The command REDUCE. */
    void reduce(OrderCommand command, BookEvents events) {
        int slot = open.index.find(command.orderId());
        RejectReason fault = reduceFault(command, slot);
        if (fault != RejectReason.NONE) {
            events.rejected(command.orderId(), command.account(), fault);
            return;
        }
        long remaining = orders.remaining(slot);
        if (command.quantity() >= remaining) {
            cancel(slot, CancelReason.REDUCED_TO_ZERO, events);
            return;
        }
        long left = remaining - command.quantity();
        open.shrink(slot, left);
        events.reduced(
                command.orderId(),
                command.account(),
                BookOrder.sideOf(orders.tag(slot)),
                orders.price(slot),
                command.quantity(),
                left);
    }

    private RejectReason reduceFault(OrderCommand command, int slot) {
        if (market.state() == MarketState.CLOSED) {
            return RejectReason.MARKET_STATE_FORBIDS;
        }
        RejectReason fault = PriceChecks.quantityFault(market, command.quantity());
        if (fault != RejectReason.NONE) {
            return fault;
        }
        if (slot == 0) {
            return RejectReason.UNKNOWN_ORDER;
        }
        return orders.account(slot) == command.account() ? RejectReason.NONE : RejectReason.WRONG_ACCOUNT;
    }

    /** The command REPLACE. */
    void replace(OrderCommand command, BookEvents events) {
        int slot = open.index.find(command.orderId());
        if (isPlainAndSound(command, slot)) {
            replacePlain(slot, command.price(), command.quantity(), events);
            return;
        }
        RejectReason fault = checks.fault(command, slot);
        if (fault != RejectReason.NONE) {
            events.rejected(command.orderId(), command.account(), fault);
        } else if (checks.keepsPlace(command, slot)) {
            keepPlace(slot, command.quantity(), events);
        } else {
            enterAgain(command, slot, events);
        }
    }

    /** Is it the change of a plain order, and nothing wrong with it? Most are; what this does not know the checks tell. */
    private boolean isPlainAndSound(OrderCommand command, int slot) {
        return slot != 0
                && market.isPlain()
                && orders.account(slot) == command.account()
                && (orders.tag(slot) & NOT_PLAIN) == 0
                && command.stopPrice() == 0
                && market.isLot(command.quantity())
                && market.isTick(command.price())
                && Market.isNotional(command.price(), command.quantity());
    }

    private void replacePlain(int slot, long price, long quantity, BookEvents events) {
        if (price == orders.price(slot) && quantity <= orders.remaining(slot)) {
            keepPlace(slot, quantity, events);
            return;
        }
        Side side = BookOrder.sideOf(orders.tag(slot));
        Ladder own = open.ownSide(orders.tag(slot));
        Ladder makers = open.otherSide(orders.tag(slot));
        open.leavePlace(slot, own);
        events.replaced(orders.id(slot), orders.account(slot), side, price, quantity, false);
        long left = quantity;
        if (makers.isReachedBy(makers.key(price))) {
            SelfTradePrevention prevention = BookOrder.preventionOf(orders.tag(slot));
            incoming.taker(orders.id(slot), orders.account(slot), side, prevention, price, quantity);
            matching.trade(incoming, makers, makers.key(price), events);
            left = incoming.remaining;
        }
        if (left > 0) {
            open.takePlace(slot, own, price, left);
        } else {
            open.forget(slot);
        }
    }

    private void keepPlace(int slot, long quantity, BookEvents events) {
        open.shrink(slot, quantity);
        events.replaced(
                orders.id(slot),
                orders.account(slot),
                BookOrder.sideOf(orders.tag(slot)),
                orders.price(slot),
                quantity,
                true);
    }

    private void enterAgain(OrderCommand command, int slot, BookEvents events) {
        open.copy(slot, incoming);
        open.remove(slot);
        incoming.price = command.price();
        incoming.stopPrice = command.stopPrice();
        incoming.remaining = command.quantity();
        events.replaced(incoming.id, incoming.account, incoming.side, incoming.price, incoming.remaining, false);
        if (incoming.type == OrderType.LIMIT) {
            entry.tradeAndRest(incoming, events);
        } else {
            open.enter(incoming);
        }
    }
}
