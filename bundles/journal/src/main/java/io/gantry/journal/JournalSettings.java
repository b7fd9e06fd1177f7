package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;

/**
 * How journals are kept.
 *
 * @param segmentBytes a segment is ended before it gets larger, unless it holds a single record
 * @param bufferBytes what may be appended and not yet written, a power of two
 * @param fsync have each group on disk before it counts as durable
 */
record JournalSettings(long segmentBytes, int bufferBytes, boolean fsync) {

    static final long DEFAULT_SEGMENT_BYTES = 64L << 20;
    static final int DEFAULT_BUFFER_BYTES = 8 << 20;
    static final long MIN_SEGMENT_BYTES = 4096;
    static final int MIN_BUFFER_BYTES = 2 * Journal.MAX_RECORD_BYTES;
    static final int MAX_BUFFER_BYTES = 1 << 30;

    JournalSettings {
        if (segmentBytes < MIN_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "segmentBytes=" + segmentBytes + " is below " + MIN_SEGMENT_BYTES + ", the smallest segment");
        }
        if (bufferBytes < MIN_BUFFER_BYTES || bufferBytes > MAX_BUFFER_BYTES || Integer.bitCount(bufferBytes) != 1) {
            throw new IllegalArgumentException("bufferBytes=" + bufferBytes + " is not a power of two from "
                    + MIN_BUFFER_BYTES + " to " + MAX_BUFFER_BYTES);
        }
    }
}
