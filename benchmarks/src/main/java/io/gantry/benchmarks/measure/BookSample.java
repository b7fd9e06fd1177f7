package io.gantry.benchmarks.measure;

/**
 * What one fork measured of one book.
 *
 * @param mops million commands a second, by round
 * @param latency of single commands, one after the other
 * @param paced of single commands at a rate, from the time at which each was due
 * @param bytesPerCommand allocated
 */
public record BookSample(double[] mops, Percentiles latency, Percentiles paced, double bytesPerCommand) {}
