package io.gantry.partition;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.SnapshotParts;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** One process's use of a {@link MemoryDisk}. */
final class MemoryJournal implements Journal {

    private final MemoryDisk disk;
    private Optional<Writer> writer = Optional.empty();
    private volatile Optional<IOException> failure = Optional.empty();
    private boolean isClosed;
    private boolean isBeingReplaced;

    MemoryJournal(MemoryDisk disk) {
        this.disk = disk;
    }

    @Override
    public long append(ByteBuffer record) {
        requireUsable();
        if (!record.hasRemaining() || record.remaining() > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException("a record of " + record.remaining() + " bytes");
        }
        return disk.append(record);
    }

    private void requireUsable() {
        if (isClosed || failure.isPresent()) {
            throw new IllegalStateException("the journal is closed or has failed");
        }
        if (isBeingReplaced && !writer.orElseThrow().isAbandoned) {
            throw new IllegalStateException("the journal is being replaced by a snapshot");
        }
        isBeingReplaced = false;
    }

    @Override
    public long startPosition() {
        return disk.start();
    }

    @Override
    public long appendedPosition() {
        return disk.end();
    }

    @Override
    public long durablePosition() {
        return disk.durable();
    }

    @Override
    public void cut(long position) throws IOException {
        requireUsable();
        disk.cut(position);
    }

    @Override
    public int read(long from, ByteBuffer target) throws IOException {
        return disk.read(from, target);
    }

    @Override
    public SnapshotWriter snapshot(long position) {
        return begin(position, false);
    }

    @Override
    public SnapshotWriter install(long position) {
        return begin(position, true);
    }

    private SnapshotWriter begin(long position, boolean isReplacing) {
        requireUsable();
        if (writer.isPresent() && !writer.get().isOver()) {
            throw new IllegalStateException("one snapshot is written at a time");
        }
        Writer begun = new Writer(position, isReplacing);
        writer = Optional.of(begun);
        isBeingReplaced = isReplacing;
        return begun;
    }

    @Override
    public Optional<SnapshotParts> newestSnapshot() {
        return disk.newestSnapshot().map(parts -> new Parts(disk.newestSnapshotPosition(), parts.iterator()));
    }

    @Override
    public Optional<IOException> failure() {
        return failure;
    }

    /** A write failed. */
    void fail(String why) {
        failure = Optional.of(new IOException(why));
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        writer.filter(unfinished -> !unfinished.isComplete).ifPresent(Writer::abandon);
        disk.closed();
    }

    /** The process is gone. */
    void die() {
        isClosed = true;
        writer = Optional.empty();
    }

    /** What is complete gets to the disk. */
    void settle() {
        writer.ifPresent(Writer::settle);
    }

    private record Parts(long position, Iterator<byte[]> parts) implements SnapshotParts {

        @Override
        public Optional<byte[]> next() {
            return parts.hasNext() ? Optional.of(parts.next()) : Optional.empty();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private final class Writer implements SnapshotWriter {

        private final long position;
        private final boolean isReplacing;
        private final List<byte[]> parts = new ArrayList<>();
        private boolean isComplete;
        private boolean isAbandoned;
        private boolean isKept;
        private boolean hasFailed;

        Writer(long position, boolean isReplacing) {
            this.position = position;
            this.isReplacing = isReplacing;
        }

        boolean isOver() {
            return isKept || isAbandoned || hasFailed;
        }

        @Override
        public boolean add(ByteBuffer part) {
            if (isComplete) {
                throw new IllegalStateException("a part behind the last one");
            }
            hasFailed |= disk.areSnapshotsFailing();
            if (isOver()) {
                return true;
            }
            if (!disk.hasRoomForParts()) {
                return false;
            }
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            parts.add(copy);
            return true;
        }

        @Override
        public void complete() {
            isComplete = true;
            disk.settle();
        }

        void settle() {
            if (isComplete && !isOver()) {
                isKept = true;
                disk.keep(position, parts, isReplacing);
            }
        }

        @Override
        public void abandon() {
            if (!isComplete) {
                isAbandoned = true;
            }
        }

        @Override
        public boolean isDurable() {
            return isKept;
        }

        @Override
        public boolean hasFailed() {
            return hasFailed;
        }
    }
}
