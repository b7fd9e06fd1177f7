package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal in a folder. Hot path: {@link #append}. */
final class FileJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final Path directory;
    private final ByteRing ring;
    private final JournalWriter writer;
    private final DirectoryLock lock;
    private final Consumer<FileJournal> onClose;
    private volatile boolean isClosed;

    private FileJournal(
            Path directory, ByteRing ring, JournalWriter writer, DirectoryLock lock, Consumer<FileJournal> onClose) {
        this.directory = directory;
        this.ring = ring;
        this.writer = writer;
        this.lock = lock;
        this.onClose = onClose;
    }

    /** Takes over the end of the log, and the lock. */
    static FileJournal start(
            Path directory, SegmentWriter segment, int bufferBytes, DirectoryLock lock, Consumer<FileJournal> onClose) {
        ByteRing ring = new ByteRing(bufferBytes, segment.end());
        JournalWriter writer = new JournalWriter(directory, ring, segment);
        FileJournal journal = new FileJournal(directory, ring, writer, lock, onClose);
        writer.start();
        return journal;
    }

    /** {@inheritDoc} The record's own position and limit stay as they are. */
    @Override
    public long append(ByteBuffer record) {
        int length = record.remaining();
        if (length == 0 || length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "journal " + directory + ": a record has 1 to " + MAX_RECORD_BYTES + " bytes, not " + length);
        }
        if (isClosed || writer.hasFailed()) {
            throw refused();
        }
        long position = ring.append(record);
        writer.wake();
        return position;
    }

    private IllegalStateException refused() {
        return failure()
                .map(cause -> new IllegalStateException(cause.getMessage(), cause))
                .orElseGet(() -> new IllegalStateException("journal " + directory + " is closed"));
    }

    @Override
    public long appendedPosition() {
        return ring.appended();
    }

    @Override
    public long durablePosition() {
        return writer.durable();
    }

    @Override
    public Optional<IOException> failure() {
        return writer.failure();
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        writer.stop();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("journal {}: its lock could not be given back; it ends with this process", directory, e);
        }
        onClose.accept(this);
    }
}
