package io.gantry.benchmarks.load;

/**
 * Warms a link up with everything that is measured later, by turns: as many requests as possible, some at a rate, some one by one. Goes on until the
 * last turns were no faster than those before.
 */
final class WarmUp {
    private static final int TURNS_OF_LEAST = 8;
    private static final int PART_OTHERWISE = 5;

    private final LoadDriver load;
    private final LinkPlan plan;
    private final Steadiness steadiness = new Steadiness();

    WarmUp(LoadDriver load, LinkPlan plan) {
        this.load = load;
        this.plan = plan;
    }

    /** Answers how many turns it took. */
    int run() {
        WarmUpPlan warmUp = plan.warmUp();
        long start = System.nanoTime();
        long turnNanos = warmUp.leastNanos() / TURNS_OF_LEAST;
        int first = load.next();
        int most = 0;
        int turns = 0;
        do {
            int before = load.next();
            turn(turnNanos);
            most = Math.max(most, load.next() - before);
            turns++;
        } while (load.next() - first + most <= warmUp.requests()
                && isWanted(System.nanoTime() - start + turnNanos / 2));
        return turns;
    }

    private void turn(long nanos) {
        long otherwiseNanos = nanos / PART_OTHERWISE;
        steadiness.note(load.floodFor(nanos - 2 * otherwiseNanos, plan.window()));
        load.oneByOne(otherwiseNanos);
        int paced = (int) (plan.ratePerSecond() * otherwiseNanos / 1_000_000_000L);
        load.pace(0, paced, plan.ratePerSecond());
    }

    private boolean isWanted(long passedNanos) {
        return passedNanos < plan.warmUp().leastNanos()
                || !steadiness.isSteady() && passedNanos < plan.warmUp().mostNanos();
    }
}
