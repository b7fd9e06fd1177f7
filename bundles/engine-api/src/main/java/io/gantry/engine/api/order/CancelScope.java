package io.gantry.engine.api.order;

/** Which sides a mass cancel takes. */
public enum CancelScope {
    ALL,
    BUYS,
    SELLS;

    /** Is an order of this side taken? */
    public boolean covers(Side side) {
        return this == ALL || (this == BUYS) == (side == Side.BUY);
    }
}
