package io.gantry.engine.api.partition;

/** What a symbol's owner does with commands right now. */
public enum Gate {
    /** They are sequenced. */
    OPEN,
    /** They wait in order of arrival, and when they have waited too long or are too many, are answered TRY_AGAIN. */
    HOLD
}
