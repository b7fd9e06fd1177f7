package io.gantry.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was appended, writes it, syncs it, and moves the durable position; what was appended meanwhile is the next group. Goes from a full
 * segment to the next, if there is one: else what is behind waits. Stops at the first error. One thread at a time.
 */
final class JournalWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private final LogFolder folder;
    private final ByteRing ring;
    private final SpareSegment spare;
    private final Runnable wakeKeeper;
    private final AtomicLong written;
    private final AtomicLong durable;
    private final Queue<FutureTask<?>> tasks = new ConcurrentLinkedQueue<>();
    private volatile Optional<IOException> failure = Optional.empty();
    private volatile Runnable listener = () -> {};
    private SegmentWriter segment;
    private long synced;

    /**
     * @param segment where the log ends; all of it is on disk
     * @param wakeKeeper tells that the spare segment is wanted
     */
    JournalWriter(LogFolder folder, ByteRing ring, SegmentWriter segment, SpareSegment spare, Runnable wakeKeeper) {
        this.folder = folder;
        this.ring = ring;
        this.segment = segment;
        this.spare = spare;
        this.wakeKeeper = wakeKeeper;
        this.synced = segment.end();
        this.written = new AtomicLong(synced);
        this.durable = new AtomicLong(synced);
    }

    long durable() {
        return durable.getAcquire();
    }

    /** Who is told when the durable position has moved, or the log has stopped. */
    void whenDurable(Runnable told) {
        listener = told;
    }

    /** How far the log is in files. Any thread. */
    long written() {
        return written.getAcquire();
    }

    Optional<IOException> failure() {
        return failure;
    }

    boolean hasFailed() {
        return failure.isPresent();
    }

    /** Has something done between two groups, by the thread that writes. Any thread. */
    <T> FutureTask<T> between(Callable<T> change) {
        FutureTask<T> task = new FutureTask<>(change);
        tasks.add(task);
        return task;
    }

    /** Makes durable what has been appended so far; answers whether there was anything. */
    boolean work() {
        FutureTask<?> task = tasks.poll();
        if (task != null) {
            task.run();
            return true;
        }
        if (hasFailed()) {
            return false;
        }
        try {
            return writeGroup();
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new IOException("its thread ended: " + e, e));
        }
        return false;
    }

    /** Stops for ever. Answers what it tells everybody from now on. */
    IOException fail(IOException cause) {
        if (hasFailed()) {
            return failure.get();
        }
        String remedy = cause instanceof NoSpaceException
                ? ". Free space on its disk, then start this worker again; what was acknowledged is there"
                : "";
        IOException error = new IOException(
                "journal " + folder.directory() + " stopped at position " + durable() + ": " + cause.getMessage()
                        + remedy,
                cause);
        failure = Optional.of(error);
        LOG.error("{}. What was appended behind it may or may not be on disk", error.getMessage(), cause);
        listener.run();
        return error;
    }

    private boolean writeGroup() throws IOException {
        ring.limitTo(spare.isBlocked() ? segment.limit() : Long.MAX_VALUE);
        long limit = ring.appended();
        long before = written();
        while (written() < limit) {
            long sealed = ring.seal(written(), Math.min(limit, segment.limit()), isAllBeforeSynced());
            if (sealed > written()) {
                write(sealed);
            } else if (!(segment.isForAnyRecord() ? writeLargeRecord() : roll())) {
                break;
            }
        }
        boolean isMore = written() > before;
        if (isMore) {
            sync();
        }
        return wantSpare(limit) || isMore;
    }

    /** Asks for the next segment in good time; answers whether that is news. */
    private boolean wantSpare(long limit) {
        boolean isWanted = segment.isHalfFull() || written() < limit;
        if (isWanted && spare.want()) {
            wakeKeeper.run();
            return true;
        }
        return false;
    }

    private boolean isAllBeforeSynced() {
        return synced == written();
    }

    /** Writes a record that is longer than a segment should be; false if there is no room now. */
    private boolean writeLargeRecord() throws IOException {
        long end = ring.endOfRecordAt(written());
        try {
            segment.growTo(end);
        } catch (NoSpaceException e) {
            LOG.debug("journal {}: no room for a large record, trying again", folder.directory(), e);
            return false;
        }
        write(ring.seal(written(), end, isAllBeforeSynced()));
        return true;
    }

    private void write(long until) throws IOException {
        while (segment.end() < until) {
            segment.write(ring.slice(segment.end(), until));
        }
        written.setRelease(until);
        ring.release(until);
    }

    private void sync() throws IOException {
        if (folder.isSynced() && synced != written()) {
            segment.sync();
            synced = written();
        }
        durable.setRelease(written());
        listener.run();
    }

    /** Goes to the next segment; false if it is not ready. */
    private boolean roll() throws IOException {
        Optional<StorageFile> next = spare.take();
        if (next.isEmpty()) {
            return false;
        }
        sync();
        segment.close();
        segment = SegmentWriter.begin(
                folder, folder.path(LogFolder.SPARE_NAME), next.get(), written(), isAllBeforeSynced());
        return true;
    }

    /**
     * Drops everything from a position on. By the thread that writes, between two groups.
     *
     * @throws IOException if it is not possible, and nothing was changed; or if the journal has failed
     */
    void cut(LogCut cut) throws IOException {
        long position = cut.position();
        synchronized (folder) {
            cut.requirePossible(ring, written());
            try {
                cut.forgetSnapshots();
                if (position < written()) {
                    // From here on no reader goes beyond it.
                    written.setRelease(position);
                    durable.setRelease(position);
                    synced = Math.min(synced, position);
                    segment.close();
                    segment = cut.apply();
                }
            } catch (IOException e) {
                throw fail(e);
            }
        }
        ring.cut(position);
    }

    /**
     * The log begins again, empty, behind the snapshot that is about to replace it. By the thread that writes, between two groups.
     *
     * @throws IOException if the journal has failed
     */
    void replace(Installation installation) throws IOException {
        try {
            synchronized (folder) {
                segment.close();
                long position = installation.position();
                segment = installation.apply();
                synced = position;
                written.setRelease(position);
                durable.setRelease(position);
                ring.restart(position);
            }
        } catch (IOException e) {
            throw fail(e);
        }
    }

    /** When the thread is at rest for good. */
    void close() {
        try {
            segment.close();
        } catch (IOException e) {
            LOG.warn("journal {}: its last segment could not be closed", folder.directory(), e);
        }
    }
}
