package io.gantry.simulator.world;

/**
 * What a network does to messages. Times in nanoseconds, chances out of a thousand.
 *
 * @param leastDelayNanos of a message
 * @param mostDelayNanos of a message
 * @param losses of messages
 * @param copies messages that come twice
 * @param isOrdered whether what was sent earlier comes earlier
 */
public record LinkManners(long leastDelayNanos, long mostDelayNanos, int losses, int copies, boolean isOrdered) {

    private static final long MICRO = 1_000;

    /** In order, and nothing is lost. */
    public static final LinkManners GOOD = new LinkManners(30 * MICRO, 300 * MICRO, 0, 0, true);
}
