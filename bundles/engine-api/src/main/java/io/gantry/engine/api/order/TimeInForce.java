package io.gantry.engine.api.order;

/** How long an order stays open. */
public enum TimeInForce {
    /** Good till cancelled: what does not trade at once rests. */
    GTC,
    /** Immediate or cancel: what does not trade at once is cancelled. */
    IOC,
    /** Fill or kill: trades whole at once or is rejected. */
    FOK
}
