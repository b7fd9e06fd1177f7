package io.gantry.engine.api.order;

/** Why a sequenced command was refused. A refused command leaves the book as it was. */
public enum RejectReason {
    /** Not rejected. */
    NONE,
    /** No resting order has this id. */
    UNKNOWN_ORDER,
    /** A resting order has this id already. */
    DUPLICATE_ORDER_ID,
    /** The order belongs to another account. */
    WRONG_ACCOUNT,
    /** Price is not above zero (limit), or not zero (market). */
    INVALID_PRICE,
    /** Price is not a multiple of the instrument's tick size. */
    OFF_TICK,
    /** Quantity is not above zero. */
    INVALID_QUANTITY,
    /** Quantity is not a multiple of the instrument's lot size. */
    OFF_LOT,
    /** Price times quantity does not fit in 63 bits. */
    NOTIONAL_OVERFLOW,
    /** Order id or account is not above zero. */
    INVALID_ID,
    /** Fields that exclude each other, such as a post-only IOC. */
    INVALID_COMBINATION,
    /** A post-only order would have traded. */
    POST_ONLY_WOULD_CROSS,
    /** The book cannot fill a fill-or-kill order whole. */
    FOK_NOT_FILLABLE,
    /** The market is halted. */
    MARKET_HALTED
}
