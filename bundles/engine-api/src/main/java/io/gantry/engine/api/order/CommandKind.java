package io.gantry.engine.api.order;

/** What a command asks of a book. */
public enum CommandKind {
    /** Enter an order. */
    NEW,
    /** Take an order's open quantity off the book. */
    CANCEL,
    /** Take {@code quantity} off an order's open quantity; it keeps its priority, and ends when nothing is left. */
    REDUCE,
    /**
     * Give an order a new price and a new open quantity. Same price and no larger quantity keeps the priority; anything
     * else takes the order out and enters it again as a taker, under the same id.
     */
    REPLACE,
    /** Change what the symbol's market allows. */
    MARKET_STATE,
    /** Cancel every open order of an account, a side, or the symbol. */
    MASS_CANCEL,
    /** Set the symbol's trading rules. */
    RULES
}
