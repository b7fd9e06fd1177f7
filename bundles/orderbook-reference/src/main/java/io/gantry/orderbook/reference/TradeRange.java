package io.gantry.orderbook.reference;

/** The highest and the lowest price of the trades of one command: what stops are compared with. */
final class TradeRange {
    private boolean isEmpty = true;
    private long high;
    private long low;

    void clear() {
        isEmpty = true;
    }

    void add(long price) {
        high = isEmpty ? price : Math.max(high, price);
        low = isEmpty ? price : Math.min(low, price);
        isEmpty = false;
    }

    /** Did a trade reach a buy stop? */
    boolean reachesUpTo(long stopPrice) {
        return !isEmpty && high >= stopPrice;
    }

    /** Did a trade reach a sell stop? */
    boolean reachesDownTo(long stopPrice) {
        return !isEmpty && low <= stopPrice;
    }
}
