package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.SnapshotParts;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * No journal at all, but for its positions: a record is durable as soon as it is appended, and forgotten at once. Hot path:
 * {@link #append}.
 */
final class MemoryJournal implements ManualJournal {
    private final int maxRecordBytes;
    private final AtomicLong end = new AtomicLong();
    private volatile boolean isClosed;

    MemoryJournal(int maxRecordBytes) {
        this.maxRecordBytes = maxRecordBytes;
    }

    @Override
    public long append(ByteBuffer record) {
        int length = record.remaining();
        if (length == 0 || length > maxRecordBytes) {
            throw new IllegalArgumentException(
                    "journal in memory: a record has 1 to " + maxRecordBytes + " bytes, not " + length);
        }
        if (isClosed) {
            throw new IllegalStateException("the journal is closed");
        }
        long position = end.getPlain() + Journal.recordBytes(length);
        end.setRelease(position);
        return position;
    }

    @Override
    public long startPosition() {
        return end.getAcquire();
    }

    @Override
    public long appendedPosition() {
        return end.getAcquire();
    }

    @Override
    public long durablePosition() {
        return end.getAcquire();
    }

    @Override
    public void cut(long position) throws IOException {
        long last = end.getPlain();
        if (position < 0 || position > last) {
            throw new IOException(
                    "journal in memory: cannot be cut at position " + position + ", it ends at position " + last);
        }
        end.setRelease(position);
    }

    @Override
    public int read(long from, ByteBuffer target) {
        return from < end.getAcquire() ? GONE : 0;
    }

    @Override
    public SnapshotWriter snapshot(long position) {
        return new ForgottenSnapshot(() -> {});
    }

    /** {@inheritDoc} Here the journal stands at the position at once, but when opened again it begins at 0. */
    @Override
    public SnapshotWriter install(long position) {
        return new ForgottenSnapshot(() -> end.setRelease(position));
    }

    @Override
    public Optional<SnapshotParts> newestSnapshot() {
        return Optional.empty();
    }

    @Override
    public Optional<IOException> failure() {
        return Optional.empty();
    }

    @Override
    public int doWork() {
        return 0;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    private static final class ForgottenSnapshot implements SnapshotWriter {
        private final Runnable onComplete;
        private volatile boolean isComplete;

        ForgottenSnapshot(Runnable onComplete) {
            this.onComplete = onComplete;
        }

        @Override
        public boolean add(ByteBuffer part) {
            return true;
        }

        @Override
        public void complete() {
            onComplete.run();
            isComplete = true;
        }

        @Override
        public void abandon() {
            // There is nothing to forget.
        }

        @Override
        public boolean isDurable() {
            return isComplete;
        }

        @Override
        public boolean hasFailed() {
            return false;
        }
    }
}
