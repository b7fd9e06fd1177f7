package io.gantry.cli.tape;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.protocol.EventKind;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a book tells about one command. */
final class HeardEvents implements BookEvents {
    private final List<HeardEvent> events = new ArrayList<>();

    /** Forgets the command before. */
    void clear() {
        events.clear();
    }

    /** Since {@link #clear}. */
    List<HeardEvent> events() {
        return events;
    }

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        events.add(HeardEvent.of(EventKind.ACCEPTED, orderId, account, side, price, quantity, quantity, type));
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
        events.add(new HeardEvent(
                EventKind.TRADED,
                takerOrderId,
                makerOrderId,
                makerAccount,
                takerSide,
                price,
                quantity,
                takerRemaining,
                makerRemaining,
                "",
                TradingRules.NONE));
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        events.add(HeardEvent.of(EventKind.CANCELLED, orderId, account, side, price, quantity, 0, reason));
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        events.add(HeardEvent.of(EventKind.REDUCED, orderId, account, side, price, by, remaining, ""));
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        String place = keptPriority ? "in place" : "anew";
        events.add(HeardEvent.of(EventKind.REPLACED, orderId, account, side, price, quantity, quantity, place));
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        events.add(HeardEvent.of(EventKind.TRIGGERED, orderId, account, side, price, quantity, quantity, ""));
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {
        events.add(HeardEvent.of(EventKind.MASS_CANCELLED, 0, account, Side.BUY, 0, orders, 0, scope));
    }

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        events.add(HeardEvent.of(EventKind.REJECTED, orderId, account, Side.BUY, 0, 0, 0, reason));
    }

    @Override
    public void marketState(MarketState state) {
        events.add(HeardEvent.of(EventKind.MARKET_STATE, 0, 0, Side.BUY, 0, 0, 0, state));
    }

    @Override
    public void rules(TradingRules rules) {
        events.add(new HeardEvent(EventKind.RULES_CHANGED, 0, 0, 0, Side.BUY, 0, 0, 0, 0, "", rules));
    }

    @Override
    public void depth(Side side, long price, long quantity, int orders) {}
}
