package io.gantry.journal;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with a journal's files besides writing the log, on a thread of its own so that no group waits for it: makes the next segment,
 * writes snapshots, deletes what they make superfluous.
 */
final class FileKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeeper.class);

    /** Parts that wait for being written. More memory does not make the disk faster. */
    private static final int SNAPSHOT_BUFFER_BYTES = 4 << 20;

    private final LogFolder folder;
    private final SpareSegment spare;
    private final JournalWriter writer;
    private final LogReads reads;
    private final Runnable wakeWriter;
    private final Runnable wakeThis;
    private final Queue<SnapshotFileWriter> snapshots = new ConcurrentLinkedQueue<>();
    private final AtomicReference<ByteRing> unusedRing = new AtomicReference<>();

    /** How far the log is known to be on disk. In {@code synchronized (folder)}. */
    private long synced;

    FileKeeper(
            LogFolder folder,
            SpareSegment spare,
            JournalWriter writer,
            LogReads reads,
            Runnable wakeWriter,
            Runnable wakeThis) {
        this.folder = folder;
        this.spare = spare;
        this.writer = writer;
        this.reads = reads;
        this.wakeWriter = wakeWriter;
        this.wakeThis = wakeThis;
        this.synced = writer.written();
    }

    /** Begins a snapshot. The owner's thread. */
    SnapshotFileWriter snapshot(long position) {
        return begin(position, SnapshotFormat.fileName(position), this::publish);
    }

    /** Begins the snapshot that replaces all. The owner's thread. */
    SnapshotFileWriter install(long position) {
        return begin(position, SnapshotFormat.installName(position), new Replacement());
    }

    private SnapshotFileWriter begin(long position, String name, SnapshotFileWriter.Ending ending) {
        ByteRing ring = unusedRing.getAndSet(null);
        if (ring == null) {
            ring = new ByteRing(
                    Math.min(SNAPSHOT_BUFFER_BYTES, folder.settings().bufferBytes()), 0);
        } else {
            ring.restart(0);
        }
        SnapshotFileWriter snapshot = new SnapshotFileWriter(folder, position, name, ring, wakeThis, ending);
        snapshots.add(snapshot);
        return snapshot;
    }

    /** Those that are being written and are of a state behind a position will never count. In {@code synchronized (folder)}. */
    void forgetSnapshotsBehind(long position) {
        for (SnapshotFileWriter snapshot : snapshots) {
            if (snapshot.position() > position && !snapshot.isDurable()) {
                snapshot.forget();
            }
        }
        synced = Math.min(synced, position);
    }

    /** Snapshots that are not complete are given up. When the owner gives no more. */
    void abandonUnfinished() {
        snapshots.forEach(SnapshotFileWriter::abandon);
    }

    /** All before this position is on disk. When all threads are at rest. */
    long synced() {
        return folder.isSynced() ? writer.durable() : synced;
    }

    /** Does some of what there is to do; answers whether there was anything. One thread at a time. */
    boolean work() {
        try {
            return workOnce();
        } catch (Error e) {
            writer.fail(new IOException("its thread for files ended: " + e, e));
            throw e;
        }
    }

    private boolean workOnce() {
        boolean hasWorked = spare.work();
        SnapshotFileWriter snapshot = snapshots.peek();
        if (snapshot == null) {
            return hasWorked;
        }
        hasWorked |= snapshot.work();
        if (snapshot.isOver()) {
            snapshots.poll();
            unusedRing.set(snapshot.ring());
        }
        return hasWorked;
    }

    /** Has a snapshot that is on disk count, once the log is on disk up to it: no snapshot is ever ahead of its log. */
    private boolean publish(SnapshotFileWriter snapshot) throws IOException {
        long position = snapshot.position();
        if (writer.hasFailed()) {
            throw new IOException("the journal has stopped");
        }
        if (writer.durable() < position) {
            return false;
        }
        synchronized (folder) {
            if (snapshot.isForgotten()) {
                return false;
            }
            if (!folder.isSynced() && synced < position) {
                syncLog(position);
            }
            folder.storage().rename(snapshot.unfinished(), folder.snapshot(position));
            folder.syncDirectory();
            folder.snapshots().add(position);
        }
        try {
            folder.forgetOld();
        } catch (IOException e) {
            LOG.warn("journal {}: what is older than its snapshots could not be deleted", folder.directory(), e);
        }
        return true;
    }

    /** After a sync that failed nobody can tell what is on disk, and a second one would only seem to help: the journal ends. */
    private void syncLog(long position) throws IOException {
        try {
            folder.syncLog(synced, position);
            synced = position;
        } catch (IOException e) {
            throw writer.fail(e);
        }
    }

    /** Has the writing thread replace the log, once the snapshot is on disk. */
    private final class Replacement implements SnapshotFileWriter.Ending {
        private FutureTask<Void> replacing = new FutureTask<>(() -> null);
        private boolean isDecided;

        @Override
        public boolean finish(SnapshotFileWriter snapshot) throws IOException {
            if (!isDecided) {
                decide(snapshot);
                return false;
            }
            return replacing.isDone() && isReplaced();
        }

        private void decide(SnapshotFileWriter snapshot) throws IOException {
            long position = snapshot.position();
            isDecided = true;
            try {
                folder.storage().rename(snapshot.unfinished(), folder.path(SnapshotFormat.installName(position)));
                folder.syncDirectory();
            } catch (IOException e) {
                // Nobody knows whether the next start finds it; nothing may be appended to what it would replace.
                throw writer.fail(e);
            }
            replacing = writer.between(() -> {
                writer.replace(new Installation(folder, reads, position));
                wakeThis.run();
                return null;
            });
            wakeWriter.run();
        }

        private boolean isReplaced() throws IOException {
            try {
                replacing.get();
                return true;
            } catch (ExecutionException e) {
                throw new IOException(e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }
    }
}
