package io.gantry.benchmarks;

/**
 * How much is measured.
 *
 * @param forks JVMs for each row, one after the other, each with another seed
 * @param roundCommands commands of a round
 * @param warmUpRounds rounds that do not count
 * @param rounds rounds that count
 * @param latencyRounds rounds that time single commands; the first does not count
 * @param pacedRounds rounds that time single commands at a rate; the first does not count
 * @param images repetitions of images
 */
record RunPlan(
        int forks, int roundCommands, int warmUpRounds, int rounds, int latencyRounds, int pacedRounds, int images) {

    /** About a quarter of an hour. */
    static final RunPlan FULL = new RunPlan(5, 1_000_000, 5, 15, 4, 3, 9);

    /** A few minutes. */
    static final RunPlan QUICK = new RunPlan(2, 400_000, 5, 9, 3, 2, 5);
}
