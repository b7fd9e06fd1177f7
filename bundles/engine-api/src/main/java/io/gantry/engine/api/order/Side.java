package io.gantry.engine.api.order;

/** Which side of the book an order stands on. */
public enum Side {
    BUY,
    SELL;

    /** The side an order of this side trades with. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
