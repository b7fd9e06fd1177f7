package io.gantry.benchmarks.load;

/** Tells whether rates that are measured one after the other still rise. */
final class Steadiness {
    /** So many rates in a row must be no rise. */
    static final int TURNS = 3;

    /** What is less above the last one that was a rise is none; small ones add up. */
    private static final double RISE = 1.03;

    private double highest;
    private int turnsSinceRise;

    /** The next rate. */
    void note(double perSecond) {
        if (perSecond > highest * RISE) {
            highest = perSecond;
            turnsSinceRise = 0;
        } else {
            turnsSinceRise++;
        }
    }

    /** Whether the last rates were no rise. */
    boolean isSteady() {
        return turnsSinceRise >= TURNS;
    }
}
