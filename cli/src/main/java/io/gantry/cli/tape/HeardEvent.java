package io.gantry.cli.tape;

import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.protocol.EventKind;

/**
 * One event of a book, with all it tells.
 *
 * @param detail order type, cancel reason, reject reason, scope, state or whether priority was kept; empty if it has none
 * @param rules what was set, {@link TradingRules#NONE} in other events
 */
record HeardEvent(
        EventKind kind,
        long orderId,
        long makerOrderId,
        long account,
        Side side,
        long price,
        long quantity,
        long remaining,
        long makerRemaining,
        String detail,
        TradingRules rules) {

    /** An event of one order. */
    static HeardEvent of(
            EventKind kind,
            long orderId,
            long account,
            Side side,
            long price,
            long quantity,
            long remaining,
            Object detail) {
        return new HeardEvent(
                kind, orderId, 0, account, side, price, quantity, remaining, 0, detail.toString(), TradingRules.NONE);
    }

    @Override
    public String toString() {
        return kind + " order " + orderId + (makerOrderId == 0 ? "" : " with " + makerOrderId) + " of " + account + " "
                + side + " " + quantity + "@" + price + " left " + remaining
                + (makerOrderId == 0 ? "" : "/" + makerRemaining) + (detail.isEmpty() ? "" : " " + detail)
                + (rules.equals(TradingRules.NONE) ? "" : " " + rules);
    }
}
