package io.gantry.cli.flow;

import io.gantry.engine.api.order.Side;

/**
 * One row of a LOBSTER message file, checked.
 *
 * @param timeNanos nanoseconds after midnight
 * @param type what happened
 * @param orderId the order, above zero where the type names one
 * @param size shares
 * @param price in dollars times 10,000; for a halt what it says about trading: -1 halted, 0 quotes only, 1 resumed
 * @param side of the resting order
 */
record LobsterRow(long timeNanos, Type type, long orderId, long size, long price, Side side) {

    enum Type {
        ADD,
        REDUCE,
        CANCEL,
        EXECUTION,
        HIDDEN_EXECUTION,
        HALT
    }
}
