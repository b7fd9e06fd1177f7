package io.gantry.benchmarks.report;

import io.gantry.benchmarks.snapshot.SlicedSample;
import io.gantry.benchmarks.snapshot.SnapshotSample;
import java.util.List;

/**
 * What all forks measured of images.
 *
 * @param stallMicros the longest call while our image is written in slices, by repetition
 */
public record SnapshotFigure(
        int orders,
        ImageFigure gantry,
        ImageFigure direct,
        Spread stallMicros,
        Spread sliceMicros,
        Spread applyP99ns,
        Spread quietP99ns,
        Spread quietMaxMicros) {

    /** @param samples of the forks, at least one */
    public static SnapshotFigure of(List<SnapshotSample> samples) {
        int orders = samples.get(0).orders();
        List<SlicedSample> sliced = samples.stream().map(SnapshotSample::sliced).toList();
        return new SnapshotFigure(
                orders,
                ImageFigure.of(samples.stream().map(SnapshotSample::gantry).toList(), orders),
                ImageFigure.of(samples.stream().map(SnapshotSample::direct).toList(), orders),
                ImageFigure.spread(sliced, SlicedSample::stallMicros),
                ImageFigure.spread(sliced, SlicedSample::sliceMicros),
                ImageFigure.spread(sliced, SlicedSample::applyP99ns),
                ImageFigure.spread(sliced, SlicedSample::quietP99ns),
                ImageFigure.spread(sliced, SlicedSample::quietMaxMicros));
    }
}
