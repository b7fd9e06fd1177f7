package io.gantry.simulator.cluster;

/** How fast the threads of all processes are in a run. */
record Rates(Pace lane, Pace egress, Pace journal, Pace background) {

    private static final long MICRO = 1_000;

    /** @param syncMicros how long a group commit takes at most */
    static Rates of(long syncMicros) {
        return new Rates(
                new Pace(2 * MICRO, 40 * MICRO, 100 * MICRO, 900 * MICRO),
                new Pace(2 * MICRO, 60 * MICRO, 200 * MICRO, 1_500 * MICRO),
                new Pace(10 * MICRO, syncMicros * MICRO, 200 * MICRO, 1_500 * MICRO),
                new Pace(20 * MICRO, 500 * MICRO, 500 * MICRO, 3_000 * MICRO));
    }
}
