package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes at the end of the log, and goes from a full segment to the next. One thread at a time. */
final class SegmentWriter implements AutoCloseable {
    private final Storage storage;
    private final JournalSettings settings;
    private final boolean isSynced;
    private final Path directory;
    private StorageFile file;
    private long start;
    private long end;

    private SegmentWriter(Storage storage, JournalSettings settings, boolean isSynced, Path directory) {
        this.storage = storage;
        this.settings = settings;
        this.isSynced = isSynced;
        this.directory = directory;
    }

    /** Begins a log, or goes on behind its last full segment. */
    static SegmentWriter begin(
            Storage storage, JournalSettings settings, boolean isSynced, Path directory, long position)
            throws IOException {
        SegmentWriter writer = new SegmentWriter(storage, settings, isSynced, directory);
        writer.begin(storage.create(directory.resolve(SegmentFormat.fileName(position))), position);
        return writer;
    }

    /** Begins a segment in a file that a crash left before it had a header. */
    static SegmentWriter beginAgain(
            Storage storage, JournalSettings settings, boolean isSynced, Path directory, long position)
            throws IOException {
        SegmentWriter writer = new SegmentWriter(storage, settings, isSynced, directory);
        StorageFile file = storage.open(directory.resolve(SegmentFormat.fileName(position)));
        file.truncate(0);
        writer.begin(file, position);
        return writer;
    }

    /** Goes on in a segment. Takes the file over. */
    static SegmentWriter resume(
            Storage storage,
            JournalSettings settings,
            boolean isSynced,
            Path directory,
            StorageFile file,
            long start,
            long end) {
        SegmentWriter writer = new SegmentWriter(storage, settings, isSynced, directory);
        writer.file = file;
        writer.start = start;
        writer.end = end;
        return writer;
    }

    private void begin(StorageFile newFile, long position) throws IOException {
        file = newFile;
        start = position;
        end = position;
        writeAt(SegmentFormat.header(position), 0);
        sync();
        if (isSynced) {
            // A file that is on disk but not in its folder is not there after a crash.
            storage.syncDirectory(directory);
        }
    }

    /** Ends this segment and begins the next where this one ends. */
    void roll() throws IOException {
        sync();
        file.close();
        begin(storage.create(directory.resolve(SegmentFormat.fileName(end))), end);
    }

    /** Position behind the last byte written. */
    long end() {
        return end;
    }

    boolean isEmpty() {
        return end == start;
    }

    /** Where the segment has to end at the latest, unless it holds a single record. */
    long limit() {
        return start + settings.segmentBytes() - SegmentFormat.HEADER_BYTES;
    }

    /** Writes all of the buffer's remaining bytes at the end. */
    void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        writeAt(bytes, SegmentFormat.HEADER_BYTES + end - start);
        end += length;
    }

    private void writeAt(ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            int written = file.write(bytes, at);
            if (written <= 0) {
                throw new IOException("the file took none of " + bytes.remaining() + " bytes at offset " + at);
            }
            at += written;
        }
    }

    /** Returns when all that was written is on disk; at once if syncing is off. */
    void sync() throws IOException {
        if (isSynced) {
            file.force();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
