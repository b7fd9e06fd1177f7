package io.gantry.cli.tape;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;

/** Counts events and does nothing else, so that the time that passes is the book's. */
final class CountedEvents implements BookEvents {
    private long count;

    long count() {
        return count;
    }

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        count++;
    }

    @Override
    public void traded(
            long takerOrderId,
            long makerOrderId,
            long makerAccount,
            Side takerSide,
            long price,
            long quantity,
            long takerRemaining,
            long makerRemaining) {
        count++;
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        count++;
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        count++;
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        count++;
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        count++;
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {
        count++;
    }

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        count++;
    }

    @Override
    public void marketState(MarketState state) {
        count++;
    }

    @Override
    public void rules(TradingRules rules) {
        count++;
    }

    @Override
    public void depth(Side side, long price, long quantity, int orders) {}
}
