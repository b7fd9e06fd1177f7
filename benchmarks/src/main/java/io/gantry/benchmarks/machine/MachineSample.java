package io.gantry.benchmarks.machine;

import io.gantry.benchmarks.measure.Percentiles;

/**
 * What the machine can do.
 *
 * @param loopback round trips of a message over TCP, one after the other
 * @param sync writes of 4 KiB into allocated blocks, each synced
 * @param recordsPerSecond if 64 KiB of records are written and synced at a time
 */
public record MachineSample(Percentiles loopback, Percentiles sync, double recordsPerSecond) {}
