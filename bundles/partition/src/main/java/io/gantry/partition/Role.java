package io.gantry.partition;

/** What a replica is at the moment. */
public enum Role {
    /** It reads its log, or asks who is the primary. */
    RECOVERING,
    /** It follows a primary, or looks for one, and does not count for acknowledging. */
    LEARNER,
    /** It follows a primary, or looks for one, and is in-sync by what it last heard. */
    STANDBY,
    /** It sequences. */
    PRIMARY,
    /** Its state was superseded; it is about to begin anew from its disk. */
    REBUILDING,
    /** Out of service. */
    FAILED
}
