package io.gantry.benchmarks.measure;

import java.util.List;

/**
 * What one fork measured.
 *
 * @param naive one or none
 * @param resting orders that rested, about
 * @param restingAtEnd orders that rested in the end
 * @param trades of each book
 * @param refused commands that each book refused
 * @param timerNanos what a reading of the clock takes; it is part of every latency
 */
public record RowSample(
        BookSample gantry,
        BookSample direct,
        List<BookSample> naive,
        int resting,
        int restingAtEnd,
        long commands,
        long trades,
        long refused,
        double timerNanos) {}
