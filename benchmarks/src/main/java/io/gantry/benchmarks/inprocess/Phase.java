package io.gantry.benchmarks.inprocess;

import java.util.List;

/**
 * One measurement.
 *
 * @param ratePerSecond commands a second; {@link #CLOSED} as many as are taken
 * @param lead commands at the start of it that do not count
 * @param commands that count
 * @param waitStrategy the peer's way of waiting, see {@link ExchangeCoreTarget}; ours has one only
 */
public record Phase(int ratePerSecond, int lead, int commands, String waitStrategy) {

    /** As fast as they are taken. */
    public static final int CLOSED = 0;

    /** As fast as they are taken. */
    public static Phase closed(int commands, String waitStrategy) {
        return new Phase(CLOSED, 0, commands, waitStrategy);
    }

    /** For a time at a rate, behind a lead at the same rate. */
    public static Phase paced(int ratePerSecond, double leadSeconds, double seconds, String waitStrategy) {
        int lead = (int) (ratePerSecond * leadSeconds);
        int counted = (int) Math.max(1, ratePerSecond * seconds);
        return new Phase(ratePerSecond, lead, counted, waitStrategy);
    }

    /** Names of the peer's ways of waiting. */
    public static List<String> peerWaits() {
        return PeerPipeline.waits();
    }

    /** All that are sent. */
    int size() {
        return lead + commands;
    }

    boolean isClosed() {
        return ratePerSecond == CLOSED;
    }
}
