package io.gantry.tck.book;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import java.util.ArrayList;
import java.util.List;

/** Tells on what it hears, with a fault. */
final class FaultyEvents implements BookEvents {

    private final BookEvents to;
    private final Fault fault;
    private final List<Runnable> held = new ArrayList<>();

    FaultyEvents(BookEvents to, Fault fault) {
        this.to = to;
        this.fault = fault;
    }

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        to.accepted(orderId, account, side, type, price, quantity);
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
        long wrong = fault == Fault.WRONG_REMAINING && makerRemaining > quantity ? 1 : 0;
        to.traded(
                takerOrderId,
                makerOrderId,
                makerAccount,
                takerSide,
                price,
                quantity,
                takerRemaining,
                makerRemaining + wrong);
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        if (fault == Fault.LOSES_AN_EVENT && reason == CancelReason.EXPIRED) {
            return;
        }
        to.cancelled(orderId, account, side, price, quantity, reason);
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        to.reduced(orderId, account, side, price, by, remaining);
        if (fault == Fault.TELLS_TWICE) {
            to.reduced(orderId, account, side, price, by, remaining);
        }
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        to.replaced(orderId, account, side, price, quantity, keptPriority);
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        to.triggered(orderId, account, side, price, quantity);
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {
        to.massCancelled(account, scope, orders);
    }

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        boolean wrong = fault == Fault.ANOTHER_REASON && reason == RejectReason.WRONG_ACCOUNT;
        to.rejected(orderId, account, wrong ? RejectReason.UNKNOWN_ORDER : reason);
    }

    @Override
    public void marketState(MarketState state) {
        to.marketState(state);
    }

    @Override
    public void depth(Side side, long price, long quantity, int orders) {
        if (fault == Fault.TELLS_NO_LEVEL_THAT_GOES && orders == 0) {
            return;
        }
        if (fault == Fault.TELLS_ASKS_FIRST && side == Side.BUY) {
            held.add(() -> to.depth(side, price, quantity, orders));
            return;
        }
        to.depth(side, price, quantity, orders);
        if (fault == Fault.TELLS_LEVELS_TWICE) {
            to.depth(side, price, quantity, orders);
        }
    }

    /** The command is over. */
    void end() {
        held.forEach(Runnable::run);
        held.clear();
    }

    @Override
    public void rules(TradingRules rules) {
        to.rules(rules);
    }
}
