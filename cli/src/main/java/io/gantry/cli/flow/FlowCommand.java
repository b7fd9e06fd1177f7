package io.gantry.cli.flow;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/**
 * One command of a flow. Fields that a kind does not use have the values of a new {@link OrderCommand}.
 *
 * @param timeNanos nanoseconds since the flow's start, never falling; a driver may ignore it
 * @param session which of the client's sessions sends it, from 0; an order is changed by the session that entered it
 * @param symbol index into {@link Flow#symbols()}
 * @param kind what is asked
 * @param orderId the order, above zero, never used for two orders of a flow; 0 for MARKET_STATE
 * @param side NEW: buy or sell
 * @param type NEW: limit or market
 * @param timeInForce NEW: how long it stays open
 * @param postOnly NEW: reject rather than trade on entry
 * @param price NEW, REPLACE: in price units; 0 for a market order
 * @param quantity NEW, REPLACE: open quantity; REDUCE: how much less
 * @param marketState MARKET_STATE: the state to go to
 * @param expectedMaker the resting order that this one trades with on the tape; 0 when there is no tape to tell
 */
public record FlowCommand(
        long timeNanos,
        int session,
        int symbol,
        CommandKind kind,
        long orderId,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        boolean postOnly,
        long price,
        long quantity,
        MarketState marketState,
        long expectedMaker) {

    static FlowCommand limit(
            Origin origin, long orderId, Side side, TimeInForce timeInForce, long price, long quantity) {
        return entry(origin, orderId, side, OrderType.LIMIT, timeInForce, false, price, quantity, 0);
    }

    static FlowCommand postOnly(Origin origin, long orderId, Side side, long price, long quantity) {
        return entry(origin, orderId, side, OrderType.LIMIT, TimeInForce.GTC, true, price, quantity, 0);
    }

    static FlowCommand market(Origin origin, long orderId, Side side, long quantity) {
        return entry(origin, orderId, side, OrderType.MARKET, TimeInForce.IOC, false, 0, quantity, 0);
    }

    static FlowCommand execution(Origin origin, long orderId, Side side, long price, long quantity, long maker) {
        return entry(origin, orderId, side, OrderType.LIMIT, TimeInForce.IOC, false, price, quantity, maker);
    }

    static FlowCommand cancel(Origin origin, long orderId) {
        return change(origin, CommandKind.CANCEL, orderId, 0, 0, MarketState.OPEN);
    }

    static FlowCommand reduce(Origin origin, long orderId, long by) {
        return change(origin, CommandKind.REDUCE, orderId, 0, by, MarketState.OPEN);
    }

    static FlowCommand replace(Origin origin, long orderId, long price, long quantity) {
        return change(origin, CommandKind.REPLACE, orderId, price, quantity, MarketState.OPEN);
    }

    static FlowCommand marketState(Origin origin, MarketState state) {
        return change(origin, CommandKind.MARKET_STATE, 0, 0, 0, state);
    }

    private static FlowCommand entry(
            Origin origin,
            long orderId,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            boolean postOnly,
            long price,
            long quantity,
            long expectedMaker) {
        return new FlowCommand(
                origin.timeNanos,
                origin.session,
                origin.symbol,
                CommandKind.NEW,
                orderId,
                side,
                type,
                timeInForce,
                postOnly,
                price,
                quantity,
                MarketState.OPEN,
                expectedMaker);
    }

    private static FlowCommand change(
            Origin origin, CommandKind kind, long orderId, long price, long quantity, MarketState state) {
        return new FlowCommand(
                origin.timeNanos,
                origin.session,
                origin.symbol,
                kind,
                orderId,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                price,
                quantity,
                state,
                0);
    }

    /**
     * Writes kind, order id, side, type, time in force, post-only, price, quantity and market state into a command, and
     * leaves symbol, client, account and request ids to whoever sends it.
     */
    public OrderCommand copyTo(OrderCommand target) {
        return target.kind(kind)
                .orderId(orderId)
                .side(side)
                .type(type)
                .timeInForce(timeInForce)
                .postOnly(postOnly)
                .price(price)
                .quantity(quantity)
                .marketState(marketState);
    }

    /** When, from which session and for which symbol. */
    record Origin(long timeNanos, int session, int symbol) {}
}
