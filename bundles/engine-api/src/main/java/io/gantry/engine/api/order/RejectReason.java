package io.gantry.engine.api.order;

/** Why a sequenced command was refused. A refused command leaves the book as it was. */
public enum RejectReason {
    /** Not rejected. */
    NONE,
    /** No open order has this id. */
    UNKNOWN_ORDER,
    /** An open order has this id already. */
    DUPLICATE_ORDER_ID,
    /** The order belongs to another account. */
    WRONG_ACCOUNT,
    /** Price or stop price is not above zero where there must be one, or not zero where there must be none. */
    INVALID_PRICE,
    /** Price or stop price is not a multiple of the instrument's tick size. */
    OFF_TICK,
    /** Quantity is not above zero; or display or minimum quantity is below zero or above the quantity. */
    INVALID_QUANTITY,
    /** Quantity, display quantity or minimum quantity is not a multiple of the instrument's lot size. */
    OFF_LOT,
    /** Price times quantity does not fit in 63 bits. */
    NOTIONAL_OVERFLOW,
    /** Order id or account is not above zero, or the group is below zero. */
    INVALID_ID,
    /** Fields that exclude each other, such as a post-only IOC. */
    INVALID_COMBINATION,
    /** A post-only order would have traded. */
    POST_ONLY_WOULD_CROSS,
    /** The book cannot fill a fill-or-kill order whole. */
    FOK_NOT_FILLABLE,
    /** The state of the market does not allow this. */
    MARKET_STATE_FORBIDS,
    /** Price or stop price is outside the rules' price band. */
    PRICE_OUT_OF_BAND,
    /** The last trade has reached the stop price already. */
    STOP_ALREADY_THROUGH,
    /** The time it is to expire at is missing, over, or given for an order that has none. */
    INVALID_EXPIRY,
    /** An iceberg order would come in more than {@link OrderCommand#MAX_ICEBERG_SLICES} slices. */
    ICEBERG_TOO_THIN,
    /** The book cannot fill the minimum quantity at once. */
    MIN_QUANTITY_NOT_FILLABLE,
    /** The account has as many open orders as the rules allow. */
    TOO_MANY_OPEN_ORDERS
}
