package io.gantry.cli.cluster;

/** What can be said of a worker from outside. */
public enum WorkerState {
    /** No process. */
    DOWN,
    /** There is a process whose shell does not answer, or does not know of all its partitions yet. */
    STARTING,
    /** At least one replica is reading its journal or catching up. */
    RECOVERING,
    /** All partitions of which it is the primary take commands, and all its standbys are in sync. */
    SERVING,
    /** At least one replica has given up. */
    FAILED
}
