package io.gantry.engine.api.order;

/**
 * What a symbol's market allows. Changed by sequenced commands only, from any state to any other. A change to a state in
 * which orders trade as they come (OPEN, POST_ONLY, LIMIT_ONLY) first uncrosses the book, if it is crossed, at one price.
 */
public enum MarketState {
    /** Everything is allowed; stops trigger. */
    OPEN,
    /** Cancels and reductions only. */
    HALTED,
    /** Before the day: orders that rest are taken, changed and cancelled; nothing trades. */
    PRE_OPEN,
    /** Call phase of an auction: as PRE_OPEN. */
    AUCTION,
    /** Cancels and reductions only. */
    CANCEL_ONLY,
    /** New orders must be post-only, and a replaced order must not trade; stops wait. */
    POST_ONLY,
    /** No market orders and no stops that become one; stops wait. */
    LIMIT_ONLY,
    /** Nothing is allowed; DAY orders expire on the way in. */
    CLOSED;

    /** Do orders trade as they come? The book is not crossed then. */
    public boolean isContinuous() {
        return this == OPEN || this == POST_ONLY || this == LIMIT_ONLY;
    }

    /** Are orders collected without trading? The book may be crossed then. */
    public boolean isCall() {
        return this == PRE_OPEN || this == AUCTION;
    }
}
