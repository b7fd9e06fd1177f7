package io.gantry.client;

import java.util.random.RandomGenerator;

/**
 * How long to wait before commands are sent again: what the worker asked for, a little scattered, and longer when that has not helped
 * several times in a row.
 */
final class RetryPause {

    private static final int TRIES_AT_FIRST_PACE = 8;
    private static final int LONGEST_MILLIS = 200;
    private static final int MAX_DOUBLINGS = 6;

    private final RandomGenerator random;
    private int tries;

    RetryPause(RandomGenerator random) {
        this.random = random;
    }

    /** Something was taken: start at the first pace again. */
    void reset() {
        tries = 0;
    }

    /** @param askedMillis what the worker asked for, above zero */
    long next(int askedMillis) {
        tries++;
        int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, tries - TRIES_AT_FIRST_PACE));
        long paced = Math.max(askedMillis, Math.min(LONGEST_MILLIS, (long) askedMillis << doublings));
        return paced + random.nextLong(paced / 4 + 1);
    }
}
