package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;

/** Counts events; makes no garbage. */
final class CountingEvents implements BookEvents {

    int accepted;
    int traded;
    int selfTrades;
    int expired;
    int reduced;
    int replaced;
    int triggered;
    int rejected;
    int levels;

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        accepted++;
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
        traded++;
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        selfTrades += reason == CancelReason.SELF_TRADE ? 1 : 0;
        expired += reason == CancelReason.EXPIRED ? 1 : 0;
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        reduced++;
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        replaced++;
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        triggered++;
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {}

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        rejected++;
    }

    @Override
    public void marketState(MarketState state) {}

    @Override
    public void rules(TradingRules rules) {}

    @Override
    public void depth(Side side, long price, long quantity, int orders) {
        levels++;
    }
}
