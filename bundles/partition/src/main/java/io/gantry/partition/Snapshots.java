package io.gantry.partition;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a replica's state written as a snapshot each time its log has grown enough, so that recovery stays short and the log's beginning can be forgotten. A
 * snapshot counts only when all that is in it is committed and on disk. Of the lane.
 */
final class Snapshots {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

    private final Replica replica;
    private final PartitionSymbols symbols;
    private final long everyBytes;
    private Optional<PartitionSnapshot> current = Optional.empty();
    private long lastPosition;
    private boolean isWanted;
    private boolean isWritten;

    Snapshots(Replica replica, PartitionSymbols symbols, long everyBytes, long lastPosition) {
        this.replica = replica;
        this.symbols = symbols;
        this.everyBytes = everyBytes;
        this.lastPosition = lastPosition;
    }

    /** One is needed soon, by a follower for whom the log begins too late. */
    void want() {
        isWanted = true;
    }

    /** Between commands. */
    int work() {
        if (current.isEmpty()) {
            boolean isDue = replica.executed() - lastPosition >= everyBytes || isWanted;
            if (isDue && !replica.isInstalling() && symbols.stagedCount() == 0 && replica.executed() > lastPosition) {
                begin();
            }
            return 0;
        }
        PartitionSnapshot snapshot = current.get();
        if (snapshot.hasFailed()) {
            LOG.warn(
                    "{}: the snapshot at position {} could not be written; the next is tried when the log has grown by {} bytes",
                    replica,
                    snapshot.position(),
                    everyBytes);
            snapshot.abandon();
            current = Optional.empty();
            return 0;
        }
        if (isWritten) {
            if (snapshot.isDurable()) {
                LOG.info("{}: snapshot at position {}", replica, snapshot.position());
                current = Optional.empty();
            }
            return 0;
        }
        boolean isSafe = replica.commit().get() >= snapshot.position()
                && replica.log().journal().durablePosition() >= snapshot.position();
        if (snapshot.write() && isSafe) {
            snapshot.complete();
            isWritten = true;
            replica.reached(ReplicaStep.SNAPSHOT_COMPLETE);
        }
        return 1;
    }

    /**
     * The books are wanted for something else, or what is in it may never be committed. One that is complete does not need the books any more, and all that is in it
     * is committed: it is left to the journal, which writes one at a time.
     */
    void abandon() {
        if (!isWritten) {
            current.ifPresent(PartitionSnapshot::abandon);
            current = Optional.empty();
        }
    }

    /** Like {@link #abandon}; answers whether the journal is free for another one. */
    boolean end() {
        abandon();
        return current.isEmpty();
    }

    private void begin() {
        lastPosition = replica.executed();
        isWanted = false;
        isWritten = false;
        current = Optional.of(new PartitionSnapshot(
                replica.partition(),
                lastPosition,
                replica.log().history(),
                symbols,
                replica.log().journal().snapshot(lastPosition)));
        replica.reached(ReplicaStep.SNAPSHOT_BEGAN);
    }
}
