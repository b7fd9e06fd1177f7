package io.gantry.engine.api.order;

/** How long an order stays open. */
public enum TimeInForce {
    /** Good till cancelled: what does not trade at once rests. */
    GTC,
    /** Immediate or cancel: what does not trade at once is cancelled. */
    IOC,
    /** Fill or kill: trades whole at once or is rejected. */
    FOK,
    /** Rests until the trading day ends: at the rules' time of day, or when the market is closed, if that comes first. */
    DAY,
    /** Good till date: rests until the first command that is sequenced at or after its {@code expireNanos}. */
    GTD
}
