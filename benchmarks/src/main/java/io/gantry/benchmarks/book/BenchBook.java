package io.gantry.benchmarks.book;

import io.gantry.benchmarks.stream.CommandStream;

/**
 * A book under measurement. Every class has its own loops, so that the compiler sees one book in each; an event is consumed as
 * soon as it is there.
 */
public interface BenchBook {

    /** Applies the commands from one index to below another. */
    void run(CommandStream stream, int from, int to);

    /** The same, and notes how many nanoseconds each took; the reading of the clock is in it. */
    void time(CommandStream stream, int from, int to, int[] nanos);

    /**
     * The same, but no command starts before its time, and its nanoseconds count from when it was to start: waiting behind a
     * slow one is in it.
     */
    void pace(CommandStream stream, int from, int to, long intervalNanos, int[] nanos);

    /** What happened so far. */
    BookDigest digest();

    /** The resting orders, bids first, best price first, in queue order. */
    RestingOrders restingOrders();

    /** Walks every structure; throws if something is wrong. */
    void validate();
}
