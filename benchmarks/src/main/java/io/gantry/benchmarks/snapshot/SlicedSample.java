package io.gantry.benchmarks.snapshot;

/**
 * What one fork measured of images that were written in slices between commands, by repetition.
 *
 * @param stallMicros the longest call, be it of a command or of a slice
 * @param sliceMicros the longest call of a slice
 * @param applyP99ns of the commands meanwhile
 * @param quietP99ns of as many commands without an image
 * @param quietMaxMicros the longest of those
 */
public record SlicedSample(
        double[] stallMicros,
        double[] sliceMicros,
        double[] applyP99ns,
        double[] quietP99ns,
        double[] quietMaxMicros) {}
