package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes at the end of a segment. One thread at a time. */
final class SegmentWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

    private final StorageFile file;
    private final long start;
    private final boolean isWhole;
    private final long limit;
    private long end;

    /** @param bytes that the file has */
    private SegmentWriter(LogFolder folder, StorageFile file, long start, long end, long bytes) {
        this.file = file;
        this.start = start;
        this.isWhole = bytes >= folder.settings().segmentBytes();
        this.limit = start + Math.min(bytes, folder.settings().segmentBytes()) - SegmentFormat.HEADER_BYTES;
        this.end = end;
    }

    /**
     * Goes on in a segment behind whose end there are only zeros, or nothing; then they are added. If there is no room for them, it ends
     * where the file ends. Takes the file over.
     */
    static SegmentWriter resume(LogFolder folder, StorageFile file, long start, long end) throws IOException {
        long whole = folder.settings().segmentBytes();
        if (file.size() < whole) {
            try {
                Zeros.fill(file, file.size(), whole);
                if (folder.isSynced()) {
                    file.force();
                }
            } catch (NoSpaceException e) {
                LOG.warn(
                        "journal {}: there is no room for all of {}: {}. Free space on its disk",
                        folder.directory(),
                        SegmentFormat.fileName(start),
                        e.getMessage());
            }
        }
        return new SegmentWriter(folder, file, start, end, file.size());
    }

    /**
     * Cuts a segment off, on disk, and goes on there. What was behind is gone before anything else is written; then zeros are put there again, if
     * there is room for them.
     */
    static SegmentWriter cut(LogFolder folder, long start, long position) throws IOException {
        StorageFile file = folder.storage().open(folder.segment(start));
        try {
            file.truncate(SegmentFormat.HEADER_BYTES + position - start);
            file.force();
            return resume(folder, file, start, position);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** Makes a segment here and now, with its header on disk if the journal is synced. All before it is on disk. */
    static SegmentWriter create(LogFolder folder, long position) throws IOException {
        Path path = folder.path(LogFolder.BEGIN_NAME);
        StorageFile file = folder.storage().create(path);
        try {
            Zeros.fill(file, 0, folder.settings().segmentBytes());
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            folder.storage().delete(path);
            throw e;
        }
        return begin(folder, path, file, position, true);
    }

    /**
     * Makes a file of zeros a segment. The header is on disk before the name, and both before the first record, so that no crash leaves a
     * segment without a header, if the journal is synced.
     *
     * @param path where the file is now
     * @param isAllBeforeSynced all before this position is on disk
     */
    static SegmentWriter begin(LogFolder folder, Path path, StorageFile file, long position, boolean isAllBeforeSynced)
            throws IOException {
        try {
            Zeros.writeAll(file, SegmentFormat.header(position, isAllBeforeSynced), 0);
            if (folder.isSynced()) {
                file.force();
            }
            folder.storage().rename(path, folder.segment(position));
            if (folder.isSynced()) {
                folder.syncDirectory();
            }
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
        folder.segments().add(position);
        return new SegmentWriter(
                folder, file, position, position, folder.settings().segmentBytes());
    }

    /** Position behind the last byte written. */
    long end() {
        return end;
    }

    /** Whether it takes a single record that is longer than a segment should be. */
    boolean isForAnyRecord() {
        return end == start && isWhole;
    }

    /** Whether it is time to make the next one. */
    boolean isHalfFull() {
        return end - start > (limit - start) / 2;
    }

    /** Where the segment has to end at the latest, unless it holds a single record. */
    long limit() {
        return limit;
    }

    /** Adds zeros up to a position. */
    void growTo(long position) throws IOException {
        Zeros.fill(file, file.size(), SegmentFormat.HEADER_BYTES + position - start);
    }

    /** Writes all of the buffer's remaining bytes at the end. */
    void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        Zeros.writeAll(file, bytes, SegmentFormat.HEADER_BYTES + end - start);
        end += length;
    }

    /** Returns when all that was written is on disk. */
    void sync() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
