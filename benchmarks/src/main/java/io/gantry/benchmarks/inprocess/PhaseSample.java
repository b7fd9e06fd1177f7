package io.gantry.benchmarks.inprocess;

import io.gantry.benchmarks.measure.Percentiles;

/**
 * What was measured in a phase.
 *
 * @param perSecond commands a second
 * @param latency from when a command was due to its answer
 * @param late how much later than due commands were sent
 * @param stalls what the control saw meanwhile
 * @param filled what all commands traded at once, fill and warm-up included
 * @param refused commands that were refused, fill and warm-up included
 */
public record PhaseSample(
        double perSecond, Percentiles latency, Percentiles late, Percentiles stalls, long filled, long refused) {}
