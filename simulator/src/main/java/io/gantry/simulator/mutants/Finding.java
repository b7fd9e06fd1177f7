package io.gantry.simulator.mutants;

/**
 * How a seed failed.
 *
 * @param seed which
 * @param rule that was broken, {@link #EXCEPTION} or {@link #TIME}
 * @param what happened, in words
 */
record Finding(long seed, String rule, String what) {

    /** The run itself ended with an exception. */
    static final String EXCEPTION = "EXCEPTION";

    /** The run did not end. */
    static final String TIME = "TIME";
}
