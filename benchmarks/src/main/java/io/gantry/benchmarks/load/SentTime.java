package io.gantry.benchmarks.load;

/** The time of the request that was sent last: one at a time, by a target that answers in {@link Target#poll}. */
final class SentTime implements DueTimes {
    private long sentNanos;

    void now() {
        sentNanos = System.nanoTime();
    }

    @Override
    public long dueNanos(int request) {
        return sentNanos;
    }
}
