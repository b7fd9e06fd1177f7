package io.gantry.cli.cluster;

import java.time.Duration;

/** A point in time up to which something is awaited, on the clock that never jumps. */
record Deadline(long startNanos, Duration length) {

    static Deadline after(Duration length) {
        return new Deadline(System.nanoTime(), length);
    }

    boolean isOver() {
        return leftMillis() <= 0;
    }

    /** What is left, 0 or less when it is over. */
    long leftMillis() {
        return length.minusNanos(System.nanoTime() - startNanos).toMillis();
    }

    /** What has passed, in seconds with one decimal, for people. */
    String passedSeconds() {
        long tenths = (System.nanoTime() - startNanos) / 100_000_000;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
