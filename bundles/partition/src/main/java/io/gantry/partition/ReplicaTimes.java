package io.gantry.partition;

import java.util.concurrent.TimeUnit;

/**
 * How patient a replica is.
 *
 * @param heartbeatNanos a primary with nothing to send says so this often
 * @param takeoverNanos an in-sync standby that has heard nothing for so long tries to take over. Long pauses of a healthy primary that are longer than this
 *     cost a takeover, and no more
 * @param shrinkNanos a standby that has not acknowledged for so long leaves the in-sync set; until then nothing new is acknowledged
 * @param retryNanos a question to the register or to another replica that was not answered is asked again
 */
public record ReplicaTimes(long heartbeatNanos, long takeoverNanos, long shrinkNanos, long retryNanos) {

    private static final int HEARTBEATS_PER_TAKEOVER = 10;
    private static final int RETRIES_PER_TAKEOVER = 5;

    /** All by one figure. */
    static ReplicaTimes of(int takeoverMillis, int shrinkMillis) {
        long takeover = TimeUnit.MILLISECONDS.toNanos(takeoverMillis);
        return new ReplicaTimes(
                takeover / HEARTBEATS_PER_TAKEOVER,
                takeover,
                TimeUnit.MILLISECONDS.toNanos(shrinkMillis),
                takeover / RETRIES_PER_TAKEOVER);
    }
}
