package io.gantry.benchmarks.pieces;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;

/** Counts what is told, so that nothing is left out as unused. */
final class QuietEvents implements BookEvents {
    private long told;

    long told() {
        return told;
    }

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        told++;
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
        told++;
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        told++;
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        told++;
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        told++;
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        told++;
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {
        told++;
    }

    /** A piece that measures refusals would measure nothing. */
    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        throw new IllegalStateException("order " + orderId + " was refused: " + reason);
    }

    @Override
    public void marketState(MarketState state) {
        told++;
    }

    @Override
    public void rules(TradingRules rules) {
        told++;
    }

    @Override
    public void depth(Side side, long price, long quantity, int orders) {}
}
