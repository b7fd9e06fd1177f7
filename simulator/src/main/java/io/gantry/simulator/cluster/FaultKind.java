package io.gantry.simulator.cluster;

/** What can go wrong. */
public enum FaultKind {
    /** A process dies; the machine does not. */
    KILL,
    /** A machine loses power. */
    POWER,
    /** A process dies, or its machine, where one of its replicas reaches a step. */
    CRASH_AT_STEP,
    /** A process dies, or its machine, within one of its next changes of the disk. */
    CRASH_AT_DISK,
    /** Several machines lose power at once. */
    POWER_ALL,
    /** All workers end at once, stopped or without power as the durability allows; the register may forget everything, for it lives in their memory. */
    BLACKOUT,
    /** A process is stopped as it should be, and started again. */
    RESTART,
    /** A process stands still for a while. */
    PAUSE,
    /** Nothing gets from one worker to another; the other way is open. */
    CUT,
    /** Nothing gets to or from a worker. */
    ISOLATE,
    /** What goes from one worker to another takes much longer. */
    SLOW_LINK,
    /** A clock is set. */
    CLOCK_JUMP,
    /** Nobody reaches the register. */
    REGISTER_DOWN,
    /** The register answers late, wrongly, or not at all. */
    REGISTER_BAD,
    /** A disk has no room. */
    DISK_FULL,
    /** A sync fails once. */
    SYNC_FAILS,
    /** A disk is slow. */
    DISK_SLOW,
    /** A bit rots. */
    ROT,
    /** A worker that is not in-sync gets an empty disk. */
    WIPE,
    /** Clients' connections to a worker break. */
    CONNECTIONS_BREAK,
    /** What leaves a worker for clients is slow, so that it piles up before its replicas. */
    EGRESS_SLOW,
    /** Somebody begins to move a symbol and gives up, or dies. */
    GIVEN_UP_MOVE,
    /** A symbol is moved to the other partition, if there is one. */
    MOVE
}
