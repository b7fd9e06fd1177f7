package io.gantry.simulator.trade;

/** What a client does with a command besides sending it. */
public enum Probe {
    /** Nothing. */
    NONE,
    /** Sends it over another connection at the same time. */
    TWIN,
    /** Sends it again when it has its answer. */
    REPEAT,
    /** Sends something else under its id when it has its answer. */
    MISMATCH
}
