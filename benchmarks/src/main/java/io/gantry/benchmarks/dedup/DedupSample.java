package io.gantry.benchmarks.dedup;

/** @param nanosPerCommand the mean: the median of the rounds' differences */
public record DedupSample(double nanosPerCommand) {}
