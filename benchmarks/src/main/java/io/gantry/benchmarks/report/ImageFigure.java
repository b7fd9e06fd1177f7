package io.gantry.benchmarks.report;

import io.gantry.benchmarks.snapshot.ImageSample;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What all forks measured of one book's images: over all repetitions. */
public record ImageFigure(Spread writeMillis, Spread restoreMillis, double bytesPerOrder, double memoryBytesPerOrder) {

    static ImageFigure of(List<ImageSample> samples, int orders) {
        return new ImageFigure(
                spread(samples, ImageSample::writeMillis),
                spread(samples, ImageSample::restoreMillis),
                samples.get(0).bytes() / (double) orders,
                samples.get(0).memoryBytes() / (double) orders);
    }

    /** Over all repetitions of all forks. */
    static <T> Spread spread(List<T> samples, Function<T, double[]> of) {
        return Spread.of(samples.stream().flatMapToDouble(sample -> Arrays.stream(of.apply(sample))));
    }
}
