package io.gantry.cli.demo;

/** Measures the longest time in which commands waited and no answer came. Any thread. */
final class GapWatch {
    private long outstanding;
    private long quietSinceNanos;
    private long longestNanos;

    /** A command was sent. */
    synchronized void sent(long nowNanos) {
        if (outstanding == 0) {
            quietSinceNanos = nowNanos;
        }
        outstanding++;
    }

    /** A command has its outcome. */
    synchronized void ended(long nowNanos) {
        longestNanos = Math.max(longestNanos, nowNanos - quietSinceNanos);
        quietSinceNanos = nowNanos;
        outstanding--;
    }

    synchronized long longestNanos() {
        return longestNanos;
    }
}
