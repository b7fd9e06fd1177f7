package io.gantry.simulator.check;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.SnapshotParts;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** A journal under test, with everything that is done with it noted and compared. */
final class RecordedJournal implements Journal {

    private static final int LENGTH = 4;
    private static final int POSITION = 8;

    private final Journal journal;
    private final ReplicaTrack track;
    private final JournalWitness witness;
    private final PowerLoss powerLoss;

    RecordedJournal(Journal journal, ReplicaTrack track, JournalWitness witness, PowerLoss powerLoss) {
        this.powerLoss = powerLoss;
        this.journal = journal;
        this.track = track;
        this.witness = witness;
    }

    @Override
    public long append(ByteBuffer record) {
        long position = journal.append(record);
        if (position != BACK_PRESSURED) {
            LogRecord noted = track.log().append(record);
            require(position == noted.end(), "a record was put at " + position + ", not " + noted.end());
        }
        return position;
    }

    @Override
    public long startPosition() {
        return journal.startPosition();
    }

    @Override
    public long appendedPosition() {
        long position = journal.appendedPosition();
        require(
                position == track.log().end() || track.installing() != 0,
                "its end is " + position + ", but " + track.log().end() + " was appended");
        return position;
    }

    @Override
    public long durablePosition() {
        long position = journal.durablePosition();
        require(
                position <= track.log().end() || track.installing() != 0,
                position + " is durable, but only " + track.log().end() + " was appended");
        if (position > track.durable()) {
            track.durable(position);
            powerLoss.durableMoved();
        }
        return position;
    }

    @Override
    public void cut(long position) throws IOException {
        require(track.log().knows(position), "cut at " + position + ", which is no end of a record");
        track.mayLose(position);
        powerLoss.beginCut(position);
        journal.cut(position);
        track.cut(position);
        powerLoss.ended();
        powerLoss.promised();
        witness.guarded(() -> {
            witness.changed(track);
            return position;
        });
    }

    @Override
    public int read(long from, ByteBuffer target) throws IOException {
        int start = target.position();
        int length = journal.read(from, target);
        if (length > 0) {
            compare(from, target.duplicate().order(ByteOrder.LITTLE_ENDIAN), start, length);
        }
        return length;
    }

    private void compare(long from, ByteBuffer bytes, int start, int length) {
        long position = from;
        int at = start;
        while (at < start + length) {
            byte[] payload = new byte[bytes.getInt(at + LENGTH)];
            bytes.position(at + RECORD_HEADER_BYTES).get(payload);
            boolean isRight = bytes.getLong(at + POSITION) == position
                    && (position < track.log().start() || track.log().holds(position, payload));
            require(isRight, "what is read at " + position + " is not what was appended there");
            int size = Journal.recordBytes(payload.length);
            position += size;
            at += size;
        }
    }

    @Override
    public SnapshotWriter snapshot(long position) {
        return new RecordedSnapshot(
                track,
                position,
                journal.snapshot(position),
                () -> witness.guarded(() -> {
                    witness.report(track);
                    boolean isCommitted = position <= witness.committed().end()
                            && witness.committed().knows(position)
                            && witness.committed().chainAt(position)
                                    == track.log().chainAt(position);
                    if (!isCommitted) {
                        throw witness.violation(
                                "I3",
                                track.worker() + " completes a snapshot at " + position + ", but only "
                                        + witness.committed().end() + " is committed");
                    }
                    return position;
                }));
    }

    @Override
    public SnapshotWriter install(long position) {
        return new RecordedSnapshot(track, position, journal.install(position), () -> track.installing(position));
    }

    @Override
    public Optional<SnapshotParts> newestSnapshot() throws IOException {
        return journal.newestSnapshot();
    }

    @Override
    public Optional<IOException> failure() {
        return journal.failure();
    }

    @Override
    public void close() {
        journal.close();
        track.closed(journal.failure().isEmpty(), true);
        powerLoss.promised();
    }

    @Override
    public void closeIncomplete() {
        journal.closeIncomplete();
        track.closed(journal.failure().isEmpty(), false);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw witness.violation(
                    "LOG", "journal of " + track.worker() + ", partition " + track.partition() + ": " + what);
        }
    }

    /** A snapshot whose completion is checked. */
    private static final class RecordedSnapshot implements SnapshotWriter {

        private final ReplicaTrack track;
        private final long position;
        private final SnapshotWriter writer;
        private final Runnable whenComplete;
        private long digest = LogCopy.EMPTY_CHAIN;

        RecordedSnapshot(ReplicaTrack track, long position, SnapshotWriter writer, Runnable whenComplete) {
            this.track = track;
            this.position = position;
            this.writer = writer;
            this.whenComplete = whenComplete;
        }

        @Override
        public boolean add(ByteBuffer part) {
            long next = LogCopy.chainOf(digest, part);
            boolean isTaken = writer.add(part);
            digest = isTaken ? next : digest;
            return isTaken;
        }

        @Override
        public void complete() {
            whenComplete.run();
            track.snapshot(position, digest);
            writer.complete();
        }

        @Override
        public void abandon() {
            writer.abandon();
        }

        @Override
        public boolean isDurable() {
            return writer.isDurable();
        }

        @Override
        public boolean hasFailed() {
            return writer.hasFailed();
        }
    }
}
