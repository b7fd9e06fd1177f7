package io.gantry.benchmarks.fork;

/** What a fork can do. */
public enum ForkKind {
    /** The rounds of one row. */
    ROW,
    /** Images of a large book. */
    SNAPSHOT,
    /** A whole engine inside one JVM. */
    IN_PROCESS,
    /** The tables that know commands again. */
    DEDUP,
    /** A partition that comes back. */
    RECOVERY,
    /** Loopback and disk. */
    MACHINE,
    /** A client of a worker. */
    WIRE_CLIENT,
    /** A client of the echo cluster; Aeron must be in front of the class path. */
    AERON_CLIENT
}
