package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/** Enters orders: new ones, replaced ones, and stops that triggered. Hot path. */
final class Entry {

    private final Market market;
    private final OpenOrders open;
    private final Matching matching;
    private final EntryChecks checks;
    private final Incoming incoming = new Incoming();

    Entry(Market market, OpenOrders open, Matching matching) {
        this.market = market;
        this.open = open;
        this.matching = matching;
        checks = new EntryChecks(market, open, new Fillability(open, matching));
    }

    /** The command NEW. */
    void enter(OrderCommand command, long timeNanos, BookEvents events) {
        if (!checks.isPlainAndSound(command)) {
            enterAny(command, timeNanos, events);
            return;
        }
        long id = command.orderId();
        long account = command.account();
        Side side = command.side();
        long price = command.price();
        long left = command.quantity();
        events.accepted(id, account, side, OrderType.LIMIT, price, left);
        Ladder makers = open.side(side.opposite());
        if (makers.isReachedBy(makers.key(price))) {
            incoming.taker(id, account, side, command.selfTradePrevention(), price, left);
            matching.trade(incoming, makers, makers.key(price), events);
            left = incoming.remaining;
        }
        if (left > 0) {
            if (command.timeInForce() == TimeInForce.GTC) {
                long flags = BookOrder.flags(side, false, TimeInForce.GTC, command.selfTradePrevention(), false);
                open.rest(id, account, open.side(side), price, left, flags);
            } else {
                events.cancelled(id, account, side, price, left, CancelReason.NOT_FILLED);
            }
        }
    }

    private void enterAny(OrderCommand command, long timeNanos, BookEvents events) {
        RejectReason fault = checks.fault(command, timeNanos);
        if (fault != RejectReason.NONE) {
            events.rejected(command.orderId(), command.account(), fault);
            return;
        }
        events.accepted(
                command.orderId(),
                command.account(),
                command.side(),
                command.type(),
                command.price(),
                command.quantity());
        incoming.take(command);
        if (incoming.timeInForce == TimeInForce.DAY) {
            incoming.expireNanos = market.rules().dayEndAfter(timeNanos);
        }
        if (incoming.isStop()) {
            open.enter(incoming);
        } else {
            tradeAndRest(incoming, events);
        }
    }

    /** Trades an order, if orders trade as they come now, and lets what is left rest or cancels it. */
    void tradeAndRest(Incoming order, BookEvents events) {
        if (!market.state().isCall()) {
            Ladder makers = open.side(order.side.opposite());
            matching.trade(order, makers, matching.limitKey(order, makers), events);
        }
        if (order.remaining == 0) {
            return;
        }
        boolean rests = order.type == OrderType.LIMIT
                && order.timeInForce != TimeInForce.IOC
                && order.timeInForce != TimeInForce.FOK;
        if (rests) {
            open.enter(order);
        } else {
            events.cancelled(
                    order.id, order.account, order.side, order.price, order.remaining, CancelReason.NOT_FILLED);
        }
    }
}
