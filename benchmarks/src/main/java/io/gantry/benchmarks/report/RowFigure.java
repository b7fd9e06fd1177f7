package io.gantry.benchmarks.report;

import io.gantry.benchmarks.measure.BookSample;
import io.gantry.benchmarks.measure.RowSample;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One row of the results.
 *
 * @param resting orders that rested, about
 * @param ratio our throughput by that of exchange-core's direct book, over the pairs of rounds
 * @param naiveReason why there is no naive book, if there is none
 * @param last of the forks' samples, for what does not differ much between them
 */
public record RowFigure(
        String stream,
        int resting,
        BookFigure gantry,
        BookFigure direct,
        Optional<BookFigure> naive,
        String naiveReason,
        Spread ratio,
        RowSample last) {

    /** @param samples of the forks, at least one */
    public static RowFigure of(String stream, List<RowSample> samples, String naiveReason) {
        List<BookSample> naive =
                samples.stream().flatMap(sample -> sample.naive().stream()).toList();
        return new RowFigure(
                stream,
                samples.get(0).resting(),
                BookFigure.of(samples.stream().map(RowSample::gantry).toList()),
                BookFigure.of(samples.stream().map(RowSample::direct).toList()),
                naive.isEmpty() ? Optional.empty() : Optional.of(BookFigure.of(naive)),
                naiveReason,
                Spread.of(samples.stream().flatMapToDouble(RowFigure::ratios)),
                samples.get(samples.size() - 1));
    }

    private static DoubleStream ratios(RowSample sample) {
        double[] gantry = sample.gantry().mops();
        double[] direct = sample.direct().mops();
        return IntStream.range(0, gantry.length).mapToDouble(round -> gantry[round] / direct[round]);
    }
}
