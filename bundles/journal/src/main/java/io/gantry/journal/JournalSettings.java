package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;

/**
 * How journals are kept.
 *
 * @param segmentBytes a segment is ended before it gets larger, unless it holds a single record
 * @param bufferBytes what may be appended and not yet written, a power of two; a record may have half of it
 */
public record JournalSettings(long segmentBytes, int bufferBytes) {

    static final long DEFAULT_SEGMENT_BYTES = 16L << 20;
    static final int DEFAULT_BUFFER_BYTES = 8 << 20;
    static final long MIN_SEGMENT_BYTES = 4096;
    static final int MIN_BUFFER_BYTES = 16 << 10;
    static final int MAX_BUFFER_BYTES = 1 << 30;

    /** With a smaller buffer not every record can be taken. */
    static final int MIN_WORKER_BUFFER_BYTES = 2 * Journal.MAX_RECORD_BYTES;

    public JournalSettings {
        if (segmentBytes < MIN_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "segmentBytes=" + segmentBytes + " is below " + MIN_SEGMENT_BYTES + ", the smallest segment");
        }
        requireBuffer(bufferBytes, MIN_BUFFER_BYTES);
    }

    /** Those of a worker, which has to take every record. */
    static JournalSettings ofWorker(long segmentBytes, int bufferBytes) {
        requireBuffer(bufferBytes, MIN_WORKER_BUFFER_BYTES);
        return new JournalSettings(segmentBytes, bufferBytes);
    }

    private static void requireBuffer(int bufferBytes, int least) {
        if (bufferBytes < least || bufferBytes > MAX_BUFFER_BYTES || Integer.bitCount(bufferBytes) != 1) {
            throw new IllegalArgumentException(
                    "bufferBytes=" + bufferBytes + " is not a power of two from " + least + " to " + MAX_BUFFER_BYTES);
        }
    }

    /** The longest payload that a record may have. */
    int maxRecordBytes() {
        return Math.min(Journal.MAX_RECORD_BYTES, bufferBytes / 2);
    }
}
