package io.gantry.simulator.world;

/**
 * How well a register answers. Times in nanoseconds, chances out of a thousand.
 *
 * @param leastDelayNanos of a request or an answer on its way
 * @param mostDelayNanos of the same
 * @param timeoutNanos when who asked gives up, and is told that nobody knows
 * @param lostRequests never reach it
 * @param lateRequests reach it long after whoever sent them has given up
 * @param lostAnswers are lost on the way back
 * @param silences end with no answer of any kind for long, or for ever
 */
public record RegisterManners(
        long leastDelayNanos,
        long mostDelayNanos,
        long timeoutNanos,
        int lostRequests,
        int lateRequests,
        int lostAnswers,
        int silences) {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    /** How much later than the timeout a late request comes at most. */
    static final int LATE_TIMEOUTS = 10;

    /** Nothing is ever lost. */
    public static final RegisterManners GOOD = new RegisterManners(200 * MICRO, 2 * MILLI, 20 * MILLI, 0, 0, 0, 0);

    /** Most things work. */
    public static final RegisterManners USUAL = new RegisterManners(200 * MICRO, 4 * MILLI, 15 * MILLI, 20, 20, 30, 15);

    /** Little works. */
    public static final RegisterManners BAD =
            new RegisterManners(200 * MICRO, 30 * MILLI, 15 * MILLI, 150, 150, 200, 100);
}
