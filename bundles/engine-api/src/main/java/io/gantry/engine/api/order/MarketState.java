package io.gantry.engine.api.order;

/** What a symbol's market allows. Changed by sequenced commands only. */
public enum MarketState {
    /** Everything is allowed. */
    OPEN,
    /** Cancels and reductions only. */
    HALTED
}
