package io.gantry.simulator.check;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.EventKind;
import java.util.ArrayList;
import java.util.List;

/** Collects what the reference book tells about one command, as events that lack only what is the same for all of them. */
final class ModelEvents implements BookEvents {

    private final List<BookEvent> told = new ArrayList<>();

    /** What was told since the last call. */
    List<BookEvent> take() {
        List<BookEvent> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    private BookEvent tell(EventKind kind, long orderId, long account, Side side) {
        BookEvent event =
                new BookEvent().kind(kind).orderId(orderId).account(account).side(side);
        told.add(event);
        return event;
    }

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        tell(EventKind.ACCEPTED, orderId, account, side)
                .price(price)
                .quantity(quantity)
                .remaining(quantity)
                .code(type.ordinal());
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
        tell(EventKind.TRADED, takerOrderId, makerAccount, takerSide)
                .makerOrderId(makerOrderId)
                .price(price)
                .quantity(quantity)
                .remaining(takerRemaining)
                .makerRemaining(makerRemaining);
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        tell(EventKind.CANCELLED, orderId, account, side)
                .price(price)
                .quantity(quantity)
                .code(reason.ordinal());
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        tell(EventKind.REDUCED, orderId, account, side)
                .price(price)
                .quantity(by)
                .remaining(remaining);
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        tell(EventKind.REPLACED, orderId, account, side)
                .price(price)
                .quantity(quantity)
                .remaining(quantity)
                .code(keptPriority ? 1 : 0);
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        tell(EventKind.TRIGGERED, orderId, account, side)
                .price(price)
                .quantity(quantity)
                .remaining(quantity);
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {
        tell(EventKind.MASS_CANCELLED, 0, account, Side.BUY).quantity(orders).code(scope.ordinal());
    }

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        tell(EventKind.REJECTED, orderId, account, Side.BUY).code(reason.ordinal());
    }

    @Override
    public void marketState(MarketState state) {
        tell(EventKind.MARKET_STATE, 0, 0, Side.BUY).code(state.ordinal());
    }

    @Override
    public void rules(TradingRules rules) {
        tell(EventKind.RULES_CHANGED, 0, 0, Side.BUY)
                .price(rules.lowPrice())
                .quantity(rules.highPrice())
                .remaining(rules.protectionTicks())
                .makerRemaining(rules.maxOpenOrders())
                .makerOrderId(rules.dayEndNanos());
    }

    @Override
    public void depth(Side side, long price, long quantity, int orders) {
        throw new IllegalStateException("the reference book of the model was not asked for depth");
    }
}
