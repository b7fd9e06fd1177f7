package io.gantry.benchmarks;

/**
 * How much is measured.
 *
 * @param forks JVMs for each row, one after the other, each with another seed
 * @param roundCommands commands of a round
 * @param warmUpRounds rounds that do not count
 * @param rounds rounds that count
 * @param latencyRounds rounds that time single commands
 * @param pacedRounds rounds that time single commands at a rate
 * @param images repetitions of images
 */
record RunPlan(
        int forks, int roundCommands, int warmUpRounds, int rounds, int latencyRounds, int pacedRounds, int images) {

    /** About a quarter of an hour. */
    static final RunPlan FULL = new RunPlan(5, 1_000_000, 5, 15, 3, 2, 9);

    /** A few minutes. */
    static final RunPlan QUICK = new RunPlan(2, 500_000, 3, 8, 1, 1, 5);
}
