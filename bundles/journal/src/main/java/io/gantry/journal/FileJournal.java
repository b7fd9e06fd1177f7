package io.gantry.journal;

import io.gantry.engine.api.journal.SnapshotParts;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in a folder. Hot path: {@link #append}.
 *
 * <p>A full disk loses nothing: the next segment is made while the current one has room, so when there is no room for it, the log goes on to
 * the end of the current one, then {@link #append} answers {@link #BACK_PRESSURED}, and when there is room again the log goes on. Only a write
 * into a file that is there already, or a sync, that fails ends the journal, see {@link #failure}. That happens for lack of room only on file systems
 * that want room for bytes that are overwritten.
 */
final class FileJournal implements ManualJournal {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    /** A group commit is waited for, what is only written is not: larger pieces of it cost less. */
    private static final int SHORT_PAUSE_MICROS = 10;

    private static final int UNSYNCED_SHORT_PAUSE_MICROS = 1000;
    private static final int WRITERS_SHORT_PAUSES = 30;
    private static final int WRITERS_LONG_PAUSE_MILLIS = 10;
    private static final int KEEPERS_SHORT_PAUSES = 0;
    private static final int KEEPERS_LONG_PAUSE_MILLIS = 50;

    private final LogFolder folder;
    private final int maxRecordBytes;
    private final ByteRing ring;
    private final SpareSegment spare;
    private final JournalWriter writer;
    private final LogReads reads;
    private final FileKeeper keeper;
    private final boolean hasOwnThreads;
    private final WorkThread writerThread;
    private final WorkThread keeperThread;
    private final DirectoryLock lock;
    private final Consumer<FileJournal> onClose;
    private volatile boolean isIncomplete;
    private volatile boolean isClosed;

    /** The owner's. */
    private Optional<SnapshotFileWriter> snapshot = Optional.empty();

    private boolean isBeingReplaced;

    /**
     * Takes over the end of the log, and the lock.
     *
     * @param onClose is told when the journal is closed
     */
    FileJournal(
            LogFolder folder,
            SegmentWriter segment,
            boolean hasOwnThreads,
            DirectoryLock lock,
            Consumer<FileJournal> onClose) {
        this.folder = folder;
        this.maxRecordBytes = folder.settings().maxRecordBytes();
        this.hasOwnThreads = hasOwnThreads;
        this.lock = lock;
        this.onClose = onClose;
        this.ring = new ByteRing(folder.settings().bufferBytes(), segment.end());
        this.spare = new SpareSegment(folder, this::wakeWriter);
        this.writer = new JournalWriter(folder, ring, segment, spare, this::wakeKeeper);
        this.reads = new LogReads(folder, writer::written);
        this.keeper = new FileKeeper(folder, spare, writer, reads, this::wakeWriter, this::wakeKeeper);
        String name = String.valueOf(folder.directory().getFileName());
        this.writerThread = new WorkThread(
                "gantry-journal-" + name,
                WRITERS_SHORT_PAUSES,
                folder.isSynced() ? SHORT_PAUSE_MICROS : UNSYNCED_SHORT_PAUSE_MICROS,
                WRITERS_LONG_PAUSE_MILLIS,
                writer::work);
        this.keeperThread = new WorkThread(
                "gantry-journal-files-" + name, KEEPERS_SHORT_PAUSES, 0, KEEPERS_LONG_PAUSE_MILLIS, keeper::work);
    }

    FileJournal start() {
        if (hasOwnThreads) {
            writerThread.start();
            keeperThread.start();
        }
        return this;
    }

    private void wakeWriter() {
        writerThread.wake();
    }

    private void wakeKeeper() {
        keeperThread.wake();
    }

    /** {@inheritDoc} The record's own position and limit stay as they are. */
    @Override
    public long append(ByteBuffer record) {
        int length = record.remaining();
        if (length == 0 || length > maxRecordBytes) {
            throw new IllegalArgumentException("journal " + folder.directory() + ": a record has 1 to " + maxRecordBytes
                    + " bytes, not " + length);
        }
        if (isClosed || isBeingReplaced || writer.hasFailed()) {
            requireUsable();
        }
        long position = ring.append(record);
        writerThread.wake();
        return position;
    }

    private void requireUsable() {
        Optional<IOException> failure = writer.failure();
        if (failure.isPresent()) {
            throw new IllegalStateException(failure.get().getMessage(), failure.get());
        }
        if (isClosed) {
            throw new IllegalStateException("journal " + folder.directory() + " is closed");
        }
        if (isBeingReplaced
                && !snapshot.orElseThrow().hasFailed()
                && !snapshot.orElseThrow().isForgotten()) {
            throw new IllegalStateException("journal " + folder.directory()
                    + " is being replaced by a snapshot: close it when that is durable, and open it again");
        }
        isBeingReplaced = false;
    }

    @Override
    public long startPosition() {
        return folder.start();
    }

    @Override
    public long appendedPosition() {
        return ring.appended();
    }

    @Override
    public long durablePosition() {
        return writer.durable();
    }

    /**
     * {@inheritDoc} If it is refused because of the position (a snapshot is behind it, it is not the end of a record), nothing is changed, and the
     * journal has not failed.
     */
    @Override
    public void cut(long position) throws IOException {
        requireUsable();
        LogCut cut = new LogCut(folder, reads, keeper, position);
        FutureTask<Void> task = writer.between(() -> {
            writer.cut(cut);
            return null;
        });
        await(task);
        ring.resumeAt(position);
    }

    private void await(FutureTask<Void> task) throws IOException {
        boolean wasInterrupted = false;
        wakeWriter();
        while (!hasOwnThreads && !task.isDone()) {
            writer.work();
        }
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    // The caller must know how it ended; he hears of the interrupt afterwards.
                    wasInterrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw writer.fail(new IOException(e.getCause()));
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int read(long from, ByteBuffer target) throws IOException {
        return reads.read(from, target);
    }

    /** {@inheritDoc} Its parts are at most as long as records. */
    @Override
    public SnapshotWriter snapshot(long position) {
        requireUsable();
        requireNoOther();
        long newest = folder.newestSnapshot().orElse(0);
        if (position < newest || position > ring.appended()) {
            throw new IllegalArgumentException("journal " + folder.directory() + ": a snapshot at position " + position
                    + " is not between the newest one's " + newest + " and the log's end " + ring.appended());
        }
        SnapshotFileWriter begun = keeper.snapshot(position);
        snapshot = Optional.of(begun);
        return begun;
    }

    /** {@inheritDoc} From now on nothing can be appended, unless it is abandoned or fails. */
    @Override
    public SnapshotWriter install(long position) {
        requireUsable();
        requireNoOther();
        if (position < 0 || position % ALIGNMENT != 0) {
            throw new IllegalArgumentException(
                    "journal " + folder.directory() + ": no record ends at position " + position);
        }
        SnapshotFileWriter begun = keeper.install(position);
        snapshot = Optional.of(begun);
        isBeingReplaced = true;
        return begun;
    }

    private void requireNoOther() {
        if (snapshot.isPresent() && !snapshot.get().isDone()) {
            throw new IllegalStateException("journal " + folder.directory() + ": the snapshot at position "
                    + snapshot.get().position() + " is still being written, and there is one at a time");
        }
    }

    @Override
    public Optional<SnapshotParts> newestSnapshot() throws IOException {
        synchronized (folder) {
            OptionalLong newest = folder.newestSnapshot();
            return newest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(SnapshotFile.open(
                            folder.storage(), folder.snapshot(newest.getAsLong()), newest.getAsLong()));
        }
    }

    @Override
    public void whenDurable(Runnable listener) {
        writer.whenDurable(listener);
    }

    @Override
    public Optional<IOException> failure() {
        return writer.failure();
    }

    @Override
    public int doWork() {
        if (hasOwnThreads) {
            throw new IllegalStateException("journal " + folder.directory() + " has threads of its own");
        }
        return keepFiles() + writeLog();
    }

    /** Does what the thread for files would do, see {@link #doWork}. */
    int keepFiles() {
        return keeper.work() ? 1 : 0;
    }

    /** Does what the thread that writes would do, see {@link #doWork}. */
    int writeLog() {
        return writer.work() ? 1 : 0;
    }

    /** {@inheritDoc} A snapshot that is complete is written to its end first; one that is not is forgotten. */
    @Override
    public synchronized void closeIncomplete() {
        isIncomplete = true;
        close();
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        keeper.abandonUnfinished();
        if (hasOwnThreads) {
            keeperThread.stop();
        }
        try {
            // By the thread that writes, since an interrupt of this one would end its writes.
            await(writer.between(this::finish));
            if (hasOwnThreads) {
                writerThread.stop();
            }
            writer.close();
            spare.close();
            reads.close();
            lock.close();
        } catch (IOException e) {
            LOG.warn("journal {}: not all of it could be closed; that ends with this process", folder.directory(), e);
        }
        onClose.accept(this);
    }

    private Void finish() {
        spare.tryAtOnce();
        while (keeper.work() | writer.work()) {
            // What the threads left, or all of it if there are none.
        }
        end();
        return null;
    }

    /** Notes that nothing is missing, if so. */
    private void end() {
        if (writer.hasFailed()) {
            return;
        }
        try {
            long end = writer.written();
            if (end != ring.appended()) {
                throw new NoSpaceException(
                        (ring.appended() - end) + " bytes are not written, there is no room for the next segment",
                        null);
            }
            folder.syncLog(keeper.synced(), end);
            // On a full disk it leaves its room to the mark.
            spare.close();
            if (!isIncomplete) {
                EndMark.write(folder, end);
            }
        } catch (IOException e) {
            writer.fail(e);
        } catch (RuntimeException e) {
            writer.fail(new IOException("it could not be ended well: " + e, e));
        }
    }
}
