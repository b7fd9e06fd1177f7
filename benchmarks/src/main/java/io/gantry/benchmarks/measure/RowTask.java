package io.gantry.benchmarks.measure;

/**
 * What one fork is to measure.
 *
 * @param stream name of the stream
 * @param dataFolder where tapes are; empty if nowhere
 * @param book name of our book
 * @param resting how many orders rest
 * @param roundCommands commands of a round
 * @param warmUpRounds rounds that do not count, at the start
 * @param rounds rounds of throughput and allocation that count
 * @param latencyRounds rounds with a reading of the clock for each command
 * @param pacedRounds rounds at a given rate
 * @param ratePerSecond that rate
 * @param hasNaive whether exchange-core's naive book is measured too
 */
public record RowTask(
        String stream,
        String dataFolder,
        String book,
        int resting,
        long seed,
        int roundCommands,
        int warmUpRounds,
        int rounds,
        int latencyRounds,
        int pacedRounds,
        long ratePerSecond,
        boolean hasNaive) {

    /** Commands after the fill. */
    public int commands() {
        return Math.multiplyExact(roundCommands, warmUpRounds + rounds + latencyRounds + pacedRounds);
    }
}
