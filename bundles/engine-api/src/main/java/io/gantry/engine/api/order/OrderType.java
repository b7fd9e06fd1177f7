package io.gantry.engine.api.order;

/** How an order's price is meant. */
public enum OrderType {
    /** Trades at its price or better. */
    LIMIT,
    /** Trades at any price the book offers and never rests; its {@code price} is 0. */
    MARKET
}
