package io.gantry.journal;

import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A snapshot on its way to a file: the owner puts parts into a ring, another thread writes them under a name that does not count yet. How
 * it comes to count once all of it is on disk, is its {@link Ending}'s.
 */
final class SnapshotFileWriter implements SnapshotWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFileWriter.class);

    /** At least the largest part. */
    private static final int BYTES_AT_ONCE = 2 << 20;

    /** Syncing now and then keeps the disk's queue short for those who sync the log. */
    private static final int BYTES_BETWEEN_SYNCS = 4 << 20;

    /** What has a snapshot count. */
    interface Ending {
        /**
         * Is called again and again, when all is on disk under the unfinished name.
         *
         * @return whether it counts now; false if not yet
         * @throws IOException if it cannot
         */
        boolean finish(SnapshotFileWriter snapshot) throws IOException;
    }

    private final LogFolder folder;
    private final long position;
    private final Path unfinished;
    private final ByteRing ring;
    private final Runnable wake;
    private final Ending ending;
    private volatile boolean isComplete;
    private volatile boolean isForgotten;
    private volatile boolean isDurable;
    private volatile boolean hasFailed;

    /** The owner's. */
    private long parts;

    /** The writing thread's. */
    private Optional<StorageFile> file = Optional.empty();

    private long taken;
    private long unsyncedBytes;
    private boolean isWritten;
    private boolean isOver;

    /**
     * @param name the file's, once it is complete
     * @param ring empty, at position 0
     * @param wake tells the writing thread that there is something to do
     */
    SnapshotFileWriter(LogFolder folder, long position, String name, ByteRing ring, Runnable wake, Ending ending) {
        this.folder = folder;
        this.position = position;
        this.unfinished = folder.path(SnapshotFormat.unfinishedName(name));
        this.ring = ring;
        this.wake = wake;
        this.ending = ending;
    }

    /** {@inheritDoc} Once it has failed, parts are taken and forgotten. */
    @Override
    public boolean add(ByteBuffer part) {
        int length = part.remaining();
        int max = folder.settings().maxRecordBytes();
        if (length == 0 || length > max) {
            throw new IllegalArgumentException("journal " + folder.directory() + ": a part of a snapshot has 1 to "
                    + max + " bytes, not " + length);
        }
        if (isComplete) {
            throw new IllegalStateException(
                    "journal " + folder.directory() + ": the snapshot at position " + position + " is complete");
        }
        if (hasFailed || isForgotten) {
            return true;
        }
        if (ring.append(part) < 0) {
            wake.run();
            return false;
        }
        parts++;
        wake.run();
        return true;
    }

    /** {@inheritDoc} It has at least one part, since by its parts a reader hears of it. */
    @Override
    public void complete() {
        if (parts == 0 && !isDone()) {
            throw new IllegalStateException(
                    "journal " + folder.directory() + ": the snapshot at position " + position + " has no part");
        }
        isComplete = true;
        wake.run();
    }

    @Override
    public void abandon() {
        if (!isComplete) {
            isForgotten = true;
            wake.run();
        }
    }

    /** The log is cut before it. If it does not count yet, it never will. Any thread, in {@code synchronized (folder)}. */
    void forget() {
        isForgotten = true;
        hasFailed = true;
    }

    @Override
    public boolean isDurable() {
        return isDurable;
    }

    @Override
    public boolean hasFailed() {
        return hasFailed;
    }

    /** Whether the owner may begin another. */
    boolean isDone() {
        return isDurable || hasFailed || isForgotten;
    }

    /** Whether it must not count any more. */
    boolean isForgotten() {
        return isForgotten;
    }

    boolean isComplete() {
        return isComplete;
    }

    long position() {
        return position;
    }

    /** Where it lies until it counts. */
    Path unfinished() {
        return unfinished;
    }

    ByteRing ring() {
        return ring;
    }

    /** Whether the writing thread has nothing to do with it any more. */
    boolean isOver() {
        return isOver;
    }

    /** Does some of the writing; answers whether there was something to do. Writing thread. */
    boolean work() {
        try {
            return step();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "journal {}: the snapshot at position {} cannot be written: {}. The log goes on without it",
                    folder.directory(),
                    position,
                    e.getMessage(),
                    e);
            drop();
            hasFailed = true;
            return true;
        }
    }

    private boolean step() throws IOException {
        if (isForgotten) {
            drop();
            return true;
        }
        if (!isWritten) {
            return write();
        }
        if (!ending.finish(this)) {
            return false;
        }
        isOver = true;
        isDurable = true;
        return true;
    }

    private boolean write() throws IOException {
        boolean isFirst = file.isEmpty();
        if (isFirst) {
            file = Optional.of(folder.storage().create(unfinished));
            Zeros.writeAll(file.get(), SnapshotFormat.header(position), 0);
        }
        // Read before looking for parts, so that none is left behind.
        boolean isAll = isComplete;
        long limit = ring.appended();
        if (taken < limit) {
            writeParts(ring.seal(taken, Math.min(limit, taken + BYTES_AT_ONCE), false));
        } else if (isAll) {
            end();
        } else {
            return isFirst;
        }
        return true;
    }

    private void writeParts(long until) throws IOException {
        unsyncedBytes += until - taken;
        while (taken < until) {
            ByteBuffer bytes = ring.slice(taken, until);
            int length = bytes.remaining();
            Zeros.writeAll(file.get(), bytes, SegmentFormat.HEADER_BYTES + taken);
            taken += length;
        }
        ring.release(taken);
        if (unsyncedBytes >= BYTES_BETWEEN_SYNCS) {
            file.get().force();
            unsyncedBytes = 0;
        }
    }

    private void end() throws IOException {
        Zeros.writeAll(file.get(), SnapshotFormat.endMark(taken, parts, position), SegmentFormat.HEADER_BYTES + taken);
        file.get().force();
        file.get().close();
        isWritten = true;
    }

    private void drop() {
        isOver = true;
        if (file.isEmpty()) {
            return;
        }
        try {
            file.get().close();
            folder.storage().delete(unfinished);
        } catch (IOException e) {
            LOG.warn("{} could not be removed; the next start does it", unfinished, e);
        }
    }
}
