package io.gantry.benchmarks.snapshot;

/**
 * What one fork measured.
 *
 * @param orders that rested when the images were taken
 * @param sliced of our book; exchange-core's can only stop and write
 */
public record SnapshotSample(int orders, ImageSample gantry, ImageSample direct, SlicedSample sliced) {}
