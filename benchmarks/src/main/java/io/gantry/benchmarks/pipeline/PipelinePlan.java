package io.gantry.benchmarks.pipeline;

/**
 * How much is measured.
 *
 * @param runs of everything; figures are their medians
 * @param commands of a closed loop
 * @param warmUp commands before each measurement
 * @param seconds of each measurement that lasts for a time
 * @param linkWarmUpSeconds of what goes over links, at least
 * @param trialSeconds of each measurement that only chooses the peer's settings
 */
record PipelinePlan(int runs, int commands, int warmUp, double seconds, double linkWarmUpSeconds, double trialSeconds) {

    /** Some thirty-five minutes. */
    static final PipelinePlan FULL = new PipelinePlan(5, 4_000_000, 400_000, 5, 15, 1.5);

    /** Some nine minutes: fewer runs than figures that are to be quoted should have. */
    static final PipelinePlan QUICK = new PipelinePlan(3, 1_000_000, 200_000, 1.2, 10, 0.5);

    long nanos() {
        return (long) (seconds * 1e9);
    }
}
