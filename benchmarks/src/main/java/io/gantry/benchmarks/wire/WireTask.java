package io.gantry.benchmarks.wire;

import io.gantry.benchmarks.load.LinkPlan;

/**
 * What a client's process is to measure.
 *
 * @param host of the worker
 * @param symbolIds numbers of the symbols among which the stream is spread
 * @param stream its name
 * @param resting orders of each symbol, about
 * @param commands that can be sent behind the fill at most; a measurement ends when none is left
 */
public record WireTask(
        String host, int port, int[] symbolIds, String stream, int resting, int commands, long seed, LinkPlan plan) {}
