package io.gantry.benchmarks.report;

import io.gantry.benchmarks.measure.BookSample;
import io.gantry.benchmarks.measure.Percentiles;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What all forks measured of one book: throughput over all rounds, percentiles as medians over the forks, the highest of their
 * highest.
 */
public record BookFigure(Spread mops, Percentiles latency, Percentiles paced, double bytesPerCommand) {

    static BookFigure of(List<BookSample> samples) {
        return new BookFigure(
                Spread.of(samples.stream().flatMapToDouble(sample -> Arrays.stream(sample.mops()))),
                percentiles(samples, BookSample::latency),
                percentiles(samples, BookSample::paced),
                Spread.of(samples.stream().mapToDouble(BookSample::bytesPerCommand))
                        .median());
    }

    private static Percentiles percentiles(List<BookSample> samples, Function<BookSample, Percentiles> of) {
        List<Percentiles> all = samples.stream().map(of).toList();
        return new Percentiles(
                median(all, Percentiles::p50ns),
                median(all, Percentiles::p99ns),
                median(all, Percentiles::p999ns),
                all.stream().mapToLong(Percentiles::maxNs).max().orElse(0));
    }

    private static long median(List<Percentiles> all, ToLongFunction<Percentiles> of) {
        return Math.round(Spread.of(all.stream().mapToLong(of).toArray()).median());
    }
}
