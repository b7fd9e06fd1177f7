package io.gantry.benchmarks.load;

/**
 * Requests at a constant rate, whatever becomes of those before: a request that cannot be sent in time has waited, and its waiting counts.
 *
 * @param first number of the request that is due at the start
 * @param startNanos as {@link System#nanoTime} tells time
 * @param ratePerSecond requests a second
 */
public record Schedule(int first, long startNanos, int ratePerSecond) implements DueTimes {
    private static final long SECOND_NANOS = 1_000_000_000L;

    public Schedule {
        if (ratePerSecond < 1) {
            throw new IllegalArgumentException("a rate of " + ratePerSecond + " a second");
        }
    }

    /** Reckoned from the start, so that no error adds up. */
    @Override
    public long dueNanos(int request) {
        long index = (long) request - first;
        return startNanos + index * SECOND_NANOS / ratePerSecond;
    }
}
