package io.gantry.benchmarks.load;

/**
 * What is measured over a link to other processes.
 *
 * @param warmUp of both ends, first
 * @param oneByOneNanos one request after the other, for so long; 0: not
 * @param ratePerSecond requests a second of the measurement at a rate
 * @param paced so many of them count, after a quarter as many that do not; 0: not
 * @param floodNanos as many as possible, for so long
 * @param window requests under way meanwhile at most
 */
public record LinkPlan(
        WarmUpPlan warmUp, long oneByOneNanos, int ratePerSecond, int paced, long floodNanos, int window) {}
