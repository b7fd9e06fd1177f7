package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** Reads one segment's records through a window that moves over the file, and knows a good one from a bad one. */
final class SegmentReader {
    /** Holds the largest record, and is large enough for few reads. */
    static final int MAX_WINDOW_BYTES = 4 * Journal.MAX_RECORD_BYTES;

    private final StorageFile file;
    private final long start;
    private final long size;
    private final ByteBuffer window;
    private final CRC32C checksum = new CRC32C();
    private long windowOffset;
    private Defect defect = Defect.NONE;

    /**
     * @param start the segment's first position
     * @param window as large as the file or {@link #MAX_WINDOW_BYTES}; this reader's as long as it is in use
     */
    SegmentReader(StorageFile file, long start, ByteBuffer window) throws IOException {
        this.file = file;
        this.start = start;
        this.size = file.size();
        this.window = window.order(ByteOrder.LITTLE_ENDIAN).position(0).limit(0);
    }

    long size() {
        return size;
    }

    /** Why reading ended, NONE if it was the end of the file. */
    Defect defect() {
        return defect;
    }

    /** The first bytes of the file, as many as a header has or as there are. */
    ByteBuffer header() throws IOException {
        int length = (int) Math.min(size, SegmentFormat.HEADER_BYTES);
        load(0, length);
        byte[] header = new byte[length];
        window.get(0, header);
        return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean isAllZeros() throws IOException {
        for (long offset = 0; offset < size; offset++) {
            load(offset, 1);
            if (window.get((int) (offset - windowOffset)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Shows the records from the first to the last before a bad one or the end; answers the offset behind that. */
    long deliver(JournalReader reader) throws IOException {
        long offset = SegmentFormat.HEADER_BYTES;
        while (offset < size) {
            defect = check(offset);
            if (defect != Defect.NONE) {
                return offset;
            }
            int at = (int) (offset - windowOffset);
            int length = window.getInt(at + SegmentFormat.RECORD_LENGTH_OFFSET);
            offset += Journal.recordBytes(length);
            ByteBuffer record = window.slice(at + SegmentFormat.RECORD_PAYLOAD_OFFSET, length)
                    .asReadOnlyBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            reader.record(start + offset - SegmentFormat.HEADER_BYTES, record);
        }
        return offset;
    }

    /** Offset of the next good record behind a bad one. */
    OptionalLong goodRecordBehind(long offset) throws IOException {
        for (long next = offset + SegmentFormat.ALIGNMENT; next < size; next += SegmentFormat.ALIGNMENT) {
            if (check(next) == Defect.NONE) {
                return OptionalLong.of(next);
            }
        }
        return OptionalLong.empty();
    }

    private Defect check(long offset) throws IOException {
        if (!load(offset, SegmentFormat.RECORD_PAYLOAD_OFFSET)) {
            return Defect.CUT_OFF;
        }
        int at = (int) (offset - windowOffset);
        long position = window.getLong(at + SegmentFormat.RECORD_POSITION_OFFSET);
        if (position != start + offset - SegmentFormat.HEADER_BYTES) {
            return Defect.WRONG_POSITION;
        }
        int length = window.getInt(at + SegmentFormat.RECORD_LENGTH_OFFSET);
        if (length < 1 || length > Journal.MAX_RECORD_BYTES) {
            return Defect.WRONG_LENGTH;
        }
        int bytes = Journal.recordBytes(length);
        if (!load(offset, bytes)) {
            return Defect.CUT_OFF;
        }
        return checkContent((int) (offset - windowOffset), length, bytes);
    }

    private Defect checkContent(int at, int length, int bytes) {
        int payloadEnd = at + SegmentFormat.RECORD_PAYLOAD_OFFSET + length;
        checksum.reset();
        checksum.update(window.duplicate().limit(payloadEnd).position(at + SegmentFormat.RECORD_LENGTH_OFFSET));
        if ((int) checksum.getValue() != window.getInt(at + SegmentFormat.RECORD_CHECKSUM_OFFSET)) {
            return Defect.WRONG_CHECKSUM;
        }
        for (int i = payloadEnd; i < at + bytes; i++) {
            if (window.get(i) != 0) {
                return Defect.WRONG_PADDING;
            }
        }
        return Defect.NONE;
    }

    /** Has the window cover these bytes; answers false if the file ends before they do. */
    private boolean load(long offset, int bytes) throws IOException {
        if (offset + bytes > size) {
            return false;
        }
        if (offset < windowOffset || offset + bytes > windowOffset + window.limit()) {
            fillWindow(offset);
        }
        return true;
    }

    private void fillWindow(long offset) throws IOException {
        window.clear().limit((int) Math.min(window.capacity(), size - offset));
        windowOffset = offset;
        while (window.hasRemaining()) {
            if (file.read(window, offset + window.position()) <= 0) {
                throw new IOException("the file got shorter than " + size + " bytes while it was read");
            }
        }
        window.flip();
    }
}
