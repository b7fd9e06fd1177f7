package io.gantry.cli.cluster;

/** What can be said of a worker from outside. */
public enum WorkerState {
    /** No process. */
    DOWN,
    /** There is a process whose shell does not answer, or does not know of all its partitions yet. */
    STARTING,
    /** At least one partition is reading its journal. */
    RECOVERING,
    /** All partitions take commands. */
    SERVING,
    /** At least one partition has given up. */
    FAILED
}
