package io.gantry.cli.flow;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;

/**
 * One command of a flow. Fields that a kind does not use have the values of a new {@link OrderCommand}.
 *
 * @param timeNanos nanoseconds since the flow's start, never falling; a driver may ignore it
 * @param session which of the client's sessions sends it, from 0; an order is changed by the session that entered it
 * @param symbol index into {@link Flow#symbols()}
 * @param kind what is asked
 * @param orderId the order, above zero, never used for two orders of a flow; 0 if the command names none
 * @param account whose order it is, above zero; no two sessions have an account in common
 * @param side NEW: buy or sell
 * @param type NEW: limit, market, or a stop that becomes one of them
 * @param timeInForce NEW: how long it stays open
 * @param postOnly NEW: reject rather than trade on entry
 * @param price NEW, REPLACE: in price units; 0 for a market order and for a stop that becomes one
 * @param quantity NEW, REPLACE: open quantity; REDUCE: how much less
 * @param terms NEW: what else is asked of the order; REPLACE: its stop price
 * @param scope MASS_CANCEL: which sides of the account
 * @param marketState MARKET_STATE: the state to go to
 * @param rules RULES: the rules to set
 * @param expectedMaker the resting order that this one trades with on the tape; 0 when there is no tape to tell
 */
public record FlowCommand(
        long timeNanos,
        int session,
        int symbol,
        CommandKind kind,
        long orderId,
        long account,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        boolean postOnly,
        long price,
        long quantity,
        OrderTerms terms,
        CancelScope scope,
        MarketState marketState,
        TradingRules rules,
        long expectedMaker) {

    static FlowCommand limit(
            Origin origin, long orderId, Side side, TimeInForce timeInForce, long price, long quantity) {
        return limit(origin, orderId, side, timeInForce, price, quantity, OrderTerms.PLAIN);
    }

    static FlowCommand limit(
            Origin origin,
            long orderId,
            Side side,
            TimeInForce timeInForce,
            long price,
            long quantity,
            OrderTerms terms) {
        return entry(origin, orderId, side, OrderType.LIMIT, timeInForce, false, price, quantity, terms, 0);
    }

    static FlowCommand postOnly(Origin origin, long orderId, Side side, long price, long quantity) {
        return entry(
                origin, orderId, side, OrderType.LIMIT, TimeInForce.GTC, true, price, quantity, OrderTerms.PLAIN, 0);
    }

    static FlowCommand market(Origin origin, long orderId, Side side, long quantity) {
        return entry(origin, orderId, side, OrderType.MARKET, TimeInForce.IOC, false, 0, quantity, OrderTerms.PLAIN, 0);
    }

    /** A stop; {@code price} is 0 if it becomes a market order. */
    static FlowCommand stop(
            Origin origin,
            long orderId,
            Side side,
            TimeInForce timeInForce,
            long price,
            long quantity,
            OrderTerms terms) {
        OrderType type = price == 0 ? OrderType.STOP : OrderType.STOP_LIMIT;
        return entry(origin, orderId, side, type, timeInForce, false, price, quantity, terms, 0);
    }

    static FlowCommand execution(Origin origin, long orderId, Side side, long price, long quantity, long maker) {
        return entry(
                origin,
                orderId,
                side,
                OrderType.LIMIT,
                TimeInForce.IOC,
                false,
                price,
                quantity,
                OrderTerms.PLAIN,
                maker);
    }

    static FlowCommand cancel(Origin origin, long orderId) {
        return change(origin, CommandKind.CANCEL, orderId, 0, 0, OrderTerms.PLAIN);
    }

    static FlowCommand reduce(Origin origin, long orderId, long by) {
        return change(origin, CommandKind.REDUCE, orderId, 0, by, OrderTerms.PLAIN);
    }

    static FlowCommand replace(Origin origin, long orderId, long price, long quantity) {
        return change(origin, CommandKind.REPLACE, orderId, price, quantity, OrderTerms.PLAIN);
    }

    static FlowCommand replaceStop(Origin origin, long orderId, long price, long quantity, long stopPrice) {
        return change(origin, CommandKind.REPLACE, orderId, price, quantity, OrderTerms.PLAIN.stopAt(stopPrice));
    }

    static FlowCommand massCancel(Origin origin, CancelScope scope) {
        return ofMarket(origin, CommandKind.MASS_CANCEL, scope, MarketState.OPEN, TradingRules.NONE);
    }

    static FlowCommand marketState(Origin origin, MarketState state) {
        return ofMarket(origin, CommandKind.MARKET_STATE, CancelScope.ALL, state, TradingRules.NONE);
    }

    static FlowCommand rules(Origin origin, TradingRules rules) {
        return ofMarket(origin, CommandKind.RULES, CancelScope.ALL, MarketState.OPEN, rules);
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
            OrderTerms terms,
            long expectedMaker) {
        return new FlowCommand(
                origin.timeNanos,
                origin.session,
                origin.symbol,
                CommandKind.NEW,
                orderId,
                origin.account,
                side,
                type,
                timeInForce,
                postOnly,
                price,
                quantity,
                terms,
                CancelScope.ALL,
                MarketState.OPEN,
                TradingRules.NONE,
                expectedMaker);
    }

    private static FlowCommand change(
            Origin origin, CommandKind kind, long orderId, long price, long quantity, OrderTerms terms) {
        return new FlowCommand(
                origin.timeNanos,
                origin.session,
                origin.symbol,
                kind,
                orderId,
                origin.account,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                price,
                quantity,
                terms,
                CancelScope.ALL,
                MarketState.OPEN,
                TradingRules.NONE,
                0);
    }

    /** A command that names no order. */
    private static FlowCommand ofMarket(
            Origin origin, CommandKind kind, CancelScope scope, MarketState state, TradingRules rules) {
        return new FlowCommand(
                origin.timeNanos,
                origin.session,
                origin.symbol,
                kind,
                0,
                origin.account,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                false,
                0,
                0,
                OrderTerms.PLAIN,
                scope,
                state,
                rules,
                0);
    }

    /**
     * Writes everything into a command but symbol, client and request ids, which are left to whoever sends it.
     *
     * @param sentNanos when it is sent, by the clock that commands are sequenced by: GTD orders expire that much later
     */
    public OrderCommand copyTo(OrderCommand target, long sentNanos) {
        target.kind(kind)
                .orderId(orderId)
                .account(account)
                .side(side)
                .type(type)
                .timeInForce(timeInForce)
                .postOnly(postOnly)
                .price(price)
                .quantity(quantity)
                .scope(scope)
                .marketState(marketState)
                .rules(rules);
        return terms.copyTo(target, sentNanos);
    }

    /** When, from which session, for which symbol and for whose account. */
    record Origin(long timeNanos, int session, int symbol, long account) {

        /** For the session's own account. */
        Origin(long timeNanos, int session, int symbol) {
            this(timeNanos, session, symbol, session + 1L);
        }
    }
}
