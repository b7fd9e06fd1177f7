package io.gantry.partition;

/**
 * Points in the life of a replica at which a crash must do no harm: between the two sides of every change that others rely on. The simulator crashes
 * replicas at each of them.
 */
public enum ReplicaStep {
    /** The log is read; nobody has been asked anything. */
    RECOVERED,
    /** It asked to follow. */
    JOIN_SENT,
    /** Before records that were superseded are cut off its log. */
    BEFORE_CUT,
    /** After that. */
    AFTER_CUT,
    /** The primary's session has begun. */
    SESSION_BEGAN,
    /** Records of the primary are in its log, and it has not said so. */
    BEFORE_ACKNOWLEDGE,
    /** The first part of a snapshot is here. */
    INSTALL_BEGAN,
    /** The last part of a snapshot is here. */
    INSTALL_COMPLETE,
    /** It is about to begin anew from its disk. */
    BEFORE_REBUILD,
    /** It asks the register for the next epoch. */
    BEFORE_CLAIM,
    /** The register gave it the epoch; its log does not know that. */
    CLAIM_WON,
    /** Its log begins the epoch; nobody else has heard of it. */
    EPOCH_LOGGED,
    /** It serves. */
    SERVING,
    /** A follower's session has begun. */
    FOLLOWER_JOINED,
    /** It waits for a follower that is to become in-sync. */
    BEFORE_GROW,
    /** The register has the larger in-sync set; the log does not. */
    AFTER_GROW,
    /** It asks to drop a follower. */
    BEFORE_SHRINK,
    /** The register has the smaller in-sync set; the log does not. */
    AFTER_SHRINK,
    /** It heard of a higher epoch. */
    DEPOSED,
    /** A snapshot of its state has begun. */
    SNAPSHOT_BEGAN,
    /** A snapshot is given to the disk, and may be there or not. */
    SNAPSHOT_COMPLETE
}
