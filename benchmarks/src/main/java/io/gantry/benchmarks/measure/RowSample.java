package io.gantry.benchmarks.measure;

import java.util.Optional;

/**
 * What one fork measured.
 *
 * @param restingAtEnd orders that rested in the end
 * @param trades of each book
 * @param refused commands that each book refused
 * @param timerNanos what a reading of the clock takes; it is part of every latency
 */
public record RowSample(
        BookSample gantry,
        BookSample direct,
        Optional<BookSample> naive,
        int restingAtEnd,
        long commands,
        long trades,
        long refused,
        double timerNanos) {}
