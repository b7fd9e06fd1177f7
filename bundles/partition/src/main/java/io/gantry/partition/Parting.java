package io.gantry.partition;

import io.gantry.engine.api.partition.PartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a follower's log and its primary's part, and the cut there, by epochs as in Kafka (KIP-101, KIP-279). Of the lane. */
final class Parting {

    private static final Logger LOG = LoggerFactory.getLogger(Parting.class);

    private final Replica replica;

    Parting(Replica replica) {
        this.replica = replica;
    }

    /**
     * Up to where the log may have the records of the primary.
     *
     * @param keepEpoch the newest epoch of the primary's log that is not above this log's last one
     * @param keepUntil where that epoch ends in the primary's log
     */
    long keep(long keepEpoch, long keepUntil) {
        LogHistory history = replica.log().history();
        // Where the primary's epoch ends says something only about a log that has that epoch; another one goes back to
        // an epoch before it, and asks again.
        boolean hasEpoch = history.epochUpTo(keepEpoch) == keepEpoch;
        long end = hasEpoch
                ? Math.min(keepUntil, replica.log().end())
                : replica.log().end();
        return Math.min(end, history.startBehind(keepEpoch));
    }

    /** Answers whether the log is cut; if not, the replica is to begin anew. */
    boolean cut(long keep, String primary) {
        if (keep < replica.commit().get()) {
            throw new PartitionException(replica + ": its log is committed up to position "
                    + replica.commit().get() + ", but primary " + primary + " of epoch " + replica.epoch()
                    + " has only what is before position " + keep
                    + " in common with it. An old copy of a log must have come back. This replica stops; compare"
                    + " the logs before one of them is removed");
        }
        if (keep < replica.executed() || keep < replica.log().start()) {
            replica.rebuild(keep, false);
            return false;
        }
        replica.reached(ReplicaStep.BEFORE_CUT);
        LOG.info(
                "{}: cut from position {} to {}: superseded in epoch {}",
                replica,
                replica.log().end(),
                keep,
                replica.epoch());
        replica.log().cut(keep);
        replica.reached(ReplicaStep.AFTER_CUT);
        return true;
    }
}
