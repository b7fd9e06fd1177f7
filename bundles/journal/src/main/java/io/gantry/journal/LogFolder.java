package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The folder of an open journal, and which segments and snapshots are in it. The lists may be asked from any thread; what takes files
 * away, and what needs that none is taken away, is synchronized on this.
 */
final class LogFolder {
    /** The next segment, before it is one. */
    static final String SPARE_NAME = "spare.tmp";

    /** A segment that is made just when it is needed. */
    static final String BEGIN_NAME = "begin.tmp";

    /** A segment is only begun when all before it but the last is on disk. */
    private static final int SEGMENTS_UNSYNCED = 2;

    private static final int COPY_BYTES = 64 << 10;
    private static final int SNAPSHOTS_KEPT = 2;

    private final Storage storage;
    private final JournalSettings settings;
    private final boolean isSynced;
    private final Path directory;
    private final NavigableSet<Long> segments = new ConcurrentSkipListSet<>();
    private final NavigableSet<Long> snapshots = new ConcurrentSkipListSet<>();
    private volatile long startWithoutSegments;

    /** @param isSynced records are on disk before they count as durable */
    LogFolder(Storage storage, JournalSettings settings, boolean isSynced, Path directory) {
        this.storage = storage;
        this.settings = settings;
        this.isSynced = isSynced;
        this.directory = directory;
    }

    Storage storage() {
        return storage;
    }

    JournalSettings settings() {
        return settings;
    }

    boolean isSynced() {
        return isSynced;
    }

    Path directory() {
        return directory;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Path segment(long start) {
        return path(SegmentFormat.fileName(start));
    }

    Path snapshot(long position) {
        return path(SnapshotFormat.fileName(position));
    }

    /** Where the segments begin, rising. */
    NavigableSet<Long> segments() {
        return segments;
    }

    /** Positions of the complete snapshots, rising. */
    NavigableSet<Long> snapshots() {
        return snapshots;
    }

    OptionalLong newestSnapshot() {
        Long newest = snapshots.floor(Long.MAX_VALUE);
        return newest == null ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    /** Where the log begins. */
    long start() {
        Long first = segments.ceiling(0L);
        return first == null ? startWithoutSegments : first;
    }

    /**
     * Deletes all segments and snapshots, on disk.
     *
     * @param start where the log begins meanwhile
     */
    synchronized void clear(long start) throws IOException {
        startWithoutSegments = start;
        for (long position : snapshots) {
            storage.delete(snapshot(position));
            snapshots.remove(position);
        }
        for (long position : segments) {
            storage.delete(segment(position));
            segments.remove(position);
        }
        syncDirectory();
    }

    void syncDirectory() throws IOException {
        storage.syncDirectory(directory);
    }

    /** Deletes a segment, on disk. */
    synchronized void deleteSegment(long start) throws IOException {
        storage.delete(segment(start));
        segments.remove(start);
        syncDirectory();
    }

    /** Deletes a snapshot, on disk. */
    synchronized void deleteSnapshot(long position) throws IOException {
        storage.delete(snapshot(position));
        snapshots.remove(position);
        syncDirectory();
    }

    /**
     * Deletes all snapshots but the two newest, and, if there are two, the log before the older one. One by one, each on disk before the
     * next, so that a crash leaves no gap. Nobody else takes anything away from the log's beginning.
     */
    void forgetOld() throws IOException {
        while (snapshots.size() > SNAPSHOTS_KEPT) {
            deleteSnapshot(snapshots.first());
        }
        if (snapshots.size() == SNAPSHOTS_KEPT) {
            forgetLogBefore(snapshots.first());
        }
    }

    private void forgetLogBefore(long position) throws IOException {
        List<Long> starts = List.copyOf(segments);
        for (int i = 0; i + 1 < starts.size() && starts.get(i + 1) <= position; i++) {
            deleteSegment(starts.get(i));
        }
    }

    /**
     * Writes the same bytes into the newest segments once more. A system may forget after a failed sync that it has not written something, and
     * still show it: what the next process reads is then not on disk, and would not be put there by a sync alone.
     */
    synchronized void writeNewestAgain() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(COPY_BYTES);
        for (long start : maybeUnsynced()) {
            try (StorageFile file = storage.open(segment(start))) {
                long size = file.size();
                for (long offset = 0; offset < size; offset += COPY_BYTES) {
                    bytes.clear().limit((int) Math.min(COPY_BYTES, size - offset));
                    while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) > 0) {
                        // Until it is full.
                    }
                    bytes.flip();
                    while (bytes.hasRemaining()) {
                        file.write(bytes, offset + bytes.position());
                    }
                }
            }
        }
    }

    /** If each group was synced, the newest segments; else all behind what the newest snapshot holds. */
    private List<Long> maybeUnsynced() {
        if (isSynced) {
            return segments.descendingSet().stream().limit(SEGMENTS_UNSYNCED).toList();
        }
        Long first = segments.floor(newestSnapshot().orElse(0));
        return List.copyOf(first == null ? segments : segments.tailSet(first));
    }

    /** Has the log from one position to another on disk, and its files' names. */
    synchronized void syncLog(long from, long to) throws IOException {
        Long first = segments.floor(from);
        for (long start : segments.tailSet(first == null ? from : first)) {
            if (start < to || start == from) {
                try (StorageFile file = storage.open(segment(start))) {
                    file.force();
                }
            }
        }
        syncDirectory();
    }
}
