package io.gantry.engine.api.order;

/** Why open quantity left the book without trading. */
public enum CancelReason {
    /** Asked for by a cancel. */
    REQUESTED,
    /** A reduction took all that was left. */
    REDUCED_TO_ZERO,
    /** The rest of an immediate-or-cancel or market order. */
    NOT_FILLED,
    /** Asked for by a mass cancel. */
    MASS_CANCELLED,
    /** It would have traded with an order of its own account or group. */
    SELF_TRADE,
    /** Its time was over. */
    EXPIRED
}
