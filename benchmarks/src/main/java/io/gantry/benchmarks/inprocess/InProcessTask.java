package io.gantry.benchmarks.inprocess;

import java.util.List;

/**
 * What one fork is to measure.
 *
 * @param subject which engine
 * @param stream name of the stream
 * @param symbols among which it is spread
 * @param resting orders of each symbol, about
 * @param warmUp commands of each phase, behind the fill, that do not count
 * @param phases one after the other, each with an engine of its own
 */
public record InProcessTask(
        Subject subject, String stream, int symbols, int resting, long seed, int warmUp, List<Phase> phases) {

    /** Whose engine. */
    public enum Subject {
        /** A worker's partition, without a journal. */
        GANTRY,
        /** The pipeline of exchange-core. */
        EXCHANGE_CORE
    }
}
