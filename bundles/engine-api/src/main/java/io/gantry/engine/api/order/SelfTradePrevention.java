package io.gantry.engine.api.order;

/**
 * What happens instead of a trade of two orders of one owner: of the same account, or of the same {@code group} above
 * zero. The taker's mode decides.
 */
public enum SelfTradePrevention {
    /** They trade. */
    NONE,
    /** What is left of the taker is cancelled. */
    EXPIRE_TAKER,
    /** The maker is cancelled, and the taker goes on. */
    EXPIRE_MAKER,
    /** Both are cancelled. */
    EXPIRE_BOTH,
    /** Both lose the smaller open quantity of the two; who has none left is cancelled, the other goes on. */
    DECREMENT
}
