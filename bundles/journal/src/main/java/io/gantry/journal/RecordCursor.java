package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/** Goes over the records of one file, a segment or a snapshot, through a window that moves over it. One thread. */
final class RecordCursor {
    /** Holds the largest record, and is large enough for few reads. */
    static final int MAX_WINDOW_BYTES = 4 * Journal.MAX_RECORD_BYTES;

    private final StorageFile file;
    private final long start;
    private final long size;
    private final ByteBuffer window;
    private final RecordCheck check = new RecordCheck();
    private long windowOffset;
    private long recordOffset;
    private int recordLength;
    private boolean isAllBeforeSynced;
    private long endOffset = SegmentFormat.HEADER_BYTES;
    private Defect defect = Defect.NONE;

    /**
     * @param start the first record's position
     * @param window as large as the file or {@link #MAX_WINDOW_BYTES}; this cursor's as long as it is in use
     */
    RecordCursor(StorageFile file, long start, ByteBuffer window) throws IOException {
        this.file = file;
        this.start = start;
        this.size = file.size();
        this.window = window.order(ByteOrder.LITTLE_ENDIAN).position(0).limit(0);
    }

    /** A cursor with a window of its own. */
    static RecordCursor over(StorageFile file, long start) throws IOException {
        return new RecordCursor(file, start, ByteBuffer.allocate((int) Math.min(file.size(), MAX_WINDOW_BYTES / 2)));
    }

    long size() {
        return size;
    }

    /** The first bytes of the file, as many as a header has or as there are. */
    ByteBuffer header() throws IOException {
        return bytes(0, (int) Math.min(size, SegmentFormat.HEADER_BYTES));
    }

    /** A copy of some of the file's bytes, which are there. Does not move the window. */
    ByteBuffer bytes(long offset, int length) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(copy, offset);
        return copy;
    }

    /** Goes to the next record; false if there is none, or a bad one: {@link #defect} tells. */
    boolean next() throws IOException {
        defect = endOffset < size ? check(endOffset) : Defect.NONE;
        if (endOffset >= size) {
            return false;
        }
        if (defect != Defect.NONE) {
            if (isZeroFrom(endOffset)) {
                defect = Defect.NONE;
            }
            return false;
        }
        recordOffset = endOffset;
        recordLength = check.length();
        isAllBeforeSynced = check.isAllBeforeSynced();
        endOffset += Journal.recordBytes(recordLength);
        return true;
    }

    /** What ended the way: NONE if it was the end of the file, or zeros up to it. */
    Defect defect() {
        return defect;
    }

    /** Of the record. */
    long position() {
        return positionAt(recordOffset);
    }

    long offset() {
        return recordOffset;
    }

    /** Behind the record; where the bad one begins, if there is one. */
    long endPosition() {
        return positionAt(endOffset);
    }

    long endOffset() {
        return endOffset;
    }

    /** Whether all before the record was on disk when it was written. */
    boolean isAllBeforeSynced() {
        return isAllBeforeSynced;
    }

    /** The record's bytes, valid until the next call. */
    ByteBuffer payload() {
        int at = (int) (recordOffset - windowOffset);
        return window.slice(at + SegmentFormat.RECORD_PAYLOAD_OFFSET, recordLength)
                .asReadOnlyBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes on at another place. */
    void skipTo(long offset) {
        endOffset = offset;
    }

    /**
     * Offset of the first good record behind a bad one.
     *
     * @param provesSync only one that was written when all before it was on disk
     */
    OptionalLong goodRecordBehind(long offset, boolean provesSync) throws IOException {
        for (long next = offset + SegmentFormat.ALIGNMENT; next < size; next += SegmentFormat.ALIGNMENT) {
            if (check(next) == Defect.NONE && (check.isAllBeforeSynced() || !provesSync)) {
                return OptionalLong.of(next);
            }
        }
        return OptionalLong.empty();
    }

    private long positionAt(long offset) {
        return start + offset - SegmentFormat.HEADER_BYTES;
    }

    private Defect check(long offset) throws IOException {
        long position = positionAt(offset);
        load(offset, (int) Math.min(SegmentFormat.RECORD_PAYLOAD_OFFSET, size - offset));
        Defect found = check.check(window, (int) (offset - windowOffset), window.limit(), position);
        if (found != Defect.CUT_OFF || windowOffset + window.limit() == size) {
            return found;
        }
        // Cut off by the window's end, not by the file's.
        fillWindow(offset);
        return check.check(window, 0, window.limit(), position);
    }

    private boolean isZeroFrom(long from) throws IOException {
        long offset = from;
        for (; offset + Long.BYTES <= size; offset += Long.BYTES) {
            load(offset, Long.BYTES);
            if (window.getLong((int) (offset - windowOffset)) != 0) {
                return false;
            }
        }
        for (; offset < size; offset++) {
            load(offset, 1);
            if (window.get((int) (offset - windowOffset)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Has the window cover these bytes, which the file has. */
    private void load(long offset, int bytes) throws IOException {
        if (offset < windowOffset || offset + bytes > windowOffset + window.limit()) {
            fillWindow(offset);
        }
    }

    private void fillWindow(long offset) throws IOException {
        window.clear().limit((int) Math.min(window.capacity(), size - offset));
        windowOffset = offset;
        fill(window, offset);
    }

    private void fill(ByteBuffer target, long offset) throws IOException {
        while (target.hasRemaining()) {
            if (file.read(target, offset + target.position()) <= 0) {
                throw new IOException("the file got shorter than " + size + " bytes while it was read");
            }
        }
        target.flip();
    }
}
