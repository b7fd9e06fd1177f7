package io.gantry.benchmarks.load;

/** When a request was to be sent. Its latency counts from then, whenever it was sent. */
@FunctionalInterface
public interface DueTimes {

    /** As {@link System#nanoTime} tells time. */
    long dueNanos(int request);
}
