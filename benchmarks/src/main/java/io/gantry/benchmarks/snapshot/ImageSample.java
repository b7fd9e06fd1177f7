package io.gantry.benchmarks.snapshot;

/**
 * What one fork measured of one book's images, by repetition.
 *
 * @param writeMillis from the call to the last byte in memory
 * @param restoreMillis from the first byte to a book that takes commands
 * @param bytes of the image
 * @param memoryBytes that the book takes in memory
 */
public record ImageSample(double[] writeMillis, double[] restoreMillis, long bytes, long memoryBytes) {}
