package io.gantry.orderbook;

/** Highest and lowest price of the trades of one command, as far as a stop may wait for them. Hot path. */
final class TradedRange {

    private boolean isSet;
    private long high;
    private long low;

    boolean isSet() {
        return isSet;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    void at(long price) {
        if (isSet) {
            high = Math.max(high, price);
            low = Math.min(low, price);
        } else {
            isSet = true;
            high = price;
            low = price;
        }
    }

    void clear() {
        isSet = false;
    }
}
