package io.gantry.benchmarks.stream;

/** Where the commands of a row come from. */
public interface StreamSource {

    /** As it is named on the command line and in the results, such as {@code lob}. */
    String name();

    /** Is the number of resting orders given, or is it what it is? */
    boolean hasResting();

    /**
     * Makes the commands; the same for the same arguments.
     *
     * @param resting how many orders the fill enters, and how many rest from then on, about
     * @param commands how many commands follow the fill
     */
    CommandStream make(int resting, int commands, long seed);
}
