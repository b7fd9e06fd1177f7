package io.gantry.engine.api.order;

/** How an order's price is meant. */
public enum OrderType {
    /** Trades at its price or better. */
    LIMIT,
    /** Trades at the prices the book offers, within the protection band, and never rests; its {@code price} is 0. */
    MARKET,
    /** Waits until a trade reaches its stop price, and is a market order then; its {@code price} is 0. */
    STOP,
    /** Waits until a trade reaches its stop price, and is a limit order then. */
    STOP_LIMIT
}
