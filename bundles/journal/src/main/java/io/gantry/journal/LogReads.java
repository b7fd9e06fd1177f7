package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Reads the log back while it grows. Keeps the segment last read from open. */
final class LogReads {
    private final LogFolder folder;
    private final LongSupplier written;
    private final RecordCheck check = new RecordCheck();
    private Optional<StorageFile> file = Optional.empty();
    private long fileStart;
    private boolean isClosed;

    /** @param written how far the log is in files */
    LogReads(LogFolder folder, LongSupplier written) {
        this.folder = folder;
        this.written = written;
    }

    /** See {@link Journal#read}. */
    int read(long from, ByteBuffer target) throws IOException {
        // No segment is taken away, and the log is not cut, as long as this is held.
        synchronized (folder) {
            if (isClosed) {
                throw new IOException("journal " + folder.directory() + " is closed");
            }
            if (from < folder.start()) {
                return Journal.GONE;
            }
            long end = written.getAsLong();
            if (from >= end) {
                return 0;
            }
            try {
                return readSegment(from, end, target);
            } catch (IOException e) {
                // An interrupt of the reading thread, for one, has closed the file.
                closeFile();
                throw e;
            }
        }
    }

    private int readSegment(long from, long writtenEnd, ByteBuffer target) throws IOException {
        long start = folder.segments().floor(from);
        Long next = folder.segments().higher(start);
        long end = next == null ? writtenEnd : Math.min(next, writtenEnd);
        int length = (int) Math.min(target.remaining(), end - from);
        ByteBuffer bytes = target.slice(target.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes, start, SegmentFormat.HEADER_BYTES + from - start);
        int whole = wholeRecords(bytes, from, start);
        target.position(target.position() + whole);
        return whole;
    }

    private void fill(ByteBuffer bytes, long start, long offset) throws IOException {
        StorageFile segment = open(start);
        while (bytes.hasRemaining()) {
            if (segment.read(bytes, offset + bytes.position()) <= 0) {
                throw new IOException("journal " + folder.directory() + ": " + SegmentFormat.fileName(start)
                        + " ends at offset " + (offset + bytes.position()) + ", within what was written");
            }
        }
    }

    private StorageFile open(long start) throws IOException {
        if (file.isEmpty() || fileStart != start) {
            closeFile();
            file = Optional.of(folder.storage().openToRead(folder.segment(start)));
            fileStart = start;
        }
        return file.get();
    }

    private int wholeRecords(ByteBuffer bytes, long from, long start) throws IOException {
        int at = 0;
        while (at < bytes.limit()) {
            Defect defect = check.check(bytes, at, bytes.limit(), from + at);
            if (defect == Defect.CUT_OFF) {
                break;
            }
            if (defect != Defect.NONE) {
                long position = from + at;
                throw new IOException("journal " + folder.directory() + ": " + SegmentFormat.fileName(start)
                        + " at offset " + (SegmentFormat.HEADER_BYTES + position - start)
                        + ": no good record begins at position "
                        + position + ", what stands there " + defect.text());
            }
            at += Journal.recordBytes(check.length());
        }
        return at;
    }

    private void closeFile() throws IOException {
        if (file.isPresent()) {
            StorageFile old = file.get();
            file = Optional.empty();
            old.close();
        }
    }

    /** A segment that is open here is about to change or to go. In {@code synchronized (folder)}. */
    void forget() throws IOException {
        closeFile();
    }

    void close() throws IOException {
        synchronized (folder) {
            isClosed = true;
            closeFile();
        }
    }
}
