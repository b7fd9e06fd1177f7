package io.gantry.partition;

import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.SnapshotWriter;
import io.gantry.protocol.sbe.ReplicaSnapshotDecoder;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A snapshot of the primary on its way into this replica's journal. When it is on disk, the replica begins anew from it. Of the lane. */
final class Installation {

    private final Replica replica;
    private Optional<SnapshotWriter> writer = Optional.empty();
    private long position;
    private long next;
    private boolean isComplete;

    Installation(Replica replica) {
        this.replica = replica;
    }

    boolean isIdle() {
        return writer.isEmpty();
    }

    /** Index of the part that is wanted. */
    long next() {
        return next;
    }

    /** Takes a part, if it is the next one and there is room for it; else it will come again. */
    void part(ReplicaSnapshotDecoder part) {
        if (part.index() == 0 && !isComplete && (writer.isEmpty() || position != part.position())) {
            abandon();
            if (!replica.state().endSnapshot()) {
                // The journal writes one at a time; this part will come again.
                return;
            }
            position = part.position();
            writer = Optional.of(replica.log().journal().install(position));
            replica.reached(ReplicaStep.INSTALL_BEGAN);
        }
        if (writer.isEmpty() || isComplete || part.position() != position || part.index() != next) {
            return;
        }
        boolean isLast = part.isLast() == 1;
        byte[] bytes = new byte[part.partLength()];
        part.getPart(bytes, 0, bytes.length);
        if (writer.get().add(ByteBuffer.wrap(bytes))) {
            next++;
            if (isLast) {
                isComplete = true;
                writer.get().complete();
                replica.reached(ReplicaStep.INSTALL_COMPLETE);
            }
        }
    }

    /** If it could not be written, gives it up; answers whether that is so: the primary has to begin again. */
    boolean giveUpIfFailed() {
        if (writer.isPresent() && writer.get().hasFailed()) {
            isComplete = false;
            abandon();
            return true;
        }
        return false;
    }

    /** Has the replica begin anew once all of it is on disk. */
    void work() {
        if (isComplete && writer.get().isDurable()) {
            writer = Optional.empty();
            isComplete = false;
            next = 0;
            replica.rebuild(JournalFactory.KEEP_ALL, true);
        }
    }

    /** Forgets what came, unless all of it did: then it is about to replace what is here, and nothing else may be done with the log. */
    void abandon() {
        if (isComplete) {
            return;
        }
        writer.ifPresent(SnapshotWriter::abandon);
        writer = Optional.empty();
        next = 0;
    }
}
