package io.gantry.journal;

import io.gantry.engine.api.journal.SnapshotParts;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal in a folder. Hot path: {@link #append}. */
final class FileJournal implements ManualJournal {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
    private static final int SHORT_PAUSES = 30;

    private final Path directory;
    private final int maxRecordBytes;
    private final ByteRing ring;
    private final JournalWriter writer;
    private final Optional<WorkThread> thread;
    private final DirectoryLock lock;
    private final Consumer<FileJournal> onClose;
    private volatile boolean isClosed;

    private FileJournal(
            Path directory,
            int maxRecordBytes,
            ByteRing ring,
            JournalWriter writer,
            boolean hasOwnThreads,
            DirectoryLock lock,
            Consumer<FileJournal> onClose) {
        this.directory = directory;
        this.maxRecordBytes = maxRecordBytes;
        this.ring = ring;
        this.writer = writer;
        this.thread = hasOwnThreads
                ? Optional.of(new WorkThread("gantry-journal-" + directory.getFileName(), SHORT_PAUSES, writer::work))
                : Optional.empty();
        this.lock = lock;
        this.onClose = onClose;
    }

    /** Takes over the end of the log, and the lock. */
    static FileJournal start(
            Path directory,
            SegmentWriter segment,
            JournalSettings settings,
            boolean hasOwnThreads,
            DirectoryLock lock,
            Consumer<FileJournal> onClose) {
        ByteRing ring = new ByteRing(settings.bufferBytes(), segment.end());
        JournalWriter writer = new JournalWriter(directory, ring, segment);
        FileJournal journal =
                new FileJournal(directory, settings.maxRecordBytes(), ring, writer, hasOwnThreads, lock, onClose);
        journal.thread.ifPresent(WorkThread::start);
        return journal;
    }

    /** {@inheritDoc} The record's own position and limit stay as they are. */
    @Override
    public long append(ByteBuffer record) {
        int length = record.remaining();
        if (length == 0 || length > maxRecordBytes) {
            throw new IllegalArgumentException(
                    "journal " + directory + ": a record has 1 to " + maxRecordBytes + " bytes, not " + length);
        }
        if (isClosed || writer.hasFailed()) {
            throw refused();
        }
        long position = ring.append(record);
        if (thread.isPresent()) {
            thread.get().wake();
        }
        return position;
    }

    private IllegalStateException refused() {
        return failure()
                .map(cause -> new IllegalStateException(cause.getMessage(), cause))
                .orElseGet(() -> new IllegalStateException("journal " + directory + " is closed"));
    }

    @Override
    public long startPosition() {
        return 0;
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
    public void cut(long position) throws IOException {
        throw new UnsupportedOperationException("cut");
    }

    @Override
    public int read(long from, ByteBuffer target) throws IOException {
        throw new UnsupportedOperationException("read");
    }

    @Override
    public SnapshotWriter snapshot(long position) {
        throw new UnsupportedOperationException("snapshot");
    }

    @Override
    public SnapshotWriter install(long position) {
        throw new UnsupportedOperationException("install");
    }

    @Override
    public Optional<SnapshotParts> newestSnapshot() {
        return Optional.empty();
    }

    @Override
    public Optional<IOException> failure() {
        return writer.failure();
    }

    @Override
    public int doWork() {
        if (thread.isPresent()) {
            throw new IllegalStateException("journal " + directory + " has a thread of its own");
        }
        return writer.work() ? 1 : 0;
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        thread.ifPresent(WorkThread::stop);
        while (writer.work()) {
            // Without a thread, what was appended is written here.
        }
        writer.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("journal {}: its lock could not be given back; it ends with this process", directory, e);
        }
        onClose.accept(this);
    }
}
