package io.gantry.benchmarks.stream;

import java.util.function.LongUnaryOperator;

/** Order ids of consecutive order numbers. */
public enum OrderIds {
    /** Rising one by one, as one gateway numbers them. */
    SEQUENTIAL(number -> 1_000_000_000L + number),
    /** Spread over 63 bits, as many clients that number for themselves; never the same twice. */
    RANDOM(OrderIds::scatter);

    private static final long POSITIVE = Long.MAX_VALUE;

    private final LongUnaryOperator ids;

    OrderIds(LongUnaryOperator ids) {
        this.ids = ids;
    }

    /** @param number of the order, above zero */
    long of(long number) {
        return ids.applyAsLong(number);
    }

    /** One to one on 63 bits, since each step can be undone; only zero becomes zero. */
    private static long scatter(long number) {
        long x = number * 0x9e3779b97f4a7c15L & POSITIVE;
        x = (x ^ (x >>> 32)) * 0xd1b54a32d192ed03L & POSITIVE;
        return x ^ (x >>> 29);
    }
}
