package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Knows a good record from a bad one. One thread. */
final class RecordCheck {
    private final CRC32C checksum = new CRC32C();
    private int length;
    private boolean isAllBeforeSynced;

    /**
     * Looks at what stands in a little-endian buffer from an index on, where a record with this position should begin.
     *
     * @param limit index behind the last byte that there is
     */
    Defect check(ByteBuffer bytes, int at, int limit, long position) {
        if (limit - at < SegmentFormat.RECORD_PAYLOAD_OFFSET) {
            return Defect.CUT_OFF;
        }
        if (bytes.getLong(at + SegmentFormat.RECORD_POSITION_OFFSET) != position) {
            return Defect.WRONG_POSITION;
        }
        length = bytes.getInt(at + SegmentFormat.RECORD_LENGTH_OFFSET);
        if (length < 1 || length > Journal.MAX_RECORD_BYTES) {
            return Defect.WRONG_LENGTH;
        }
        if (limit - at < Journal.recordBytes(length)) {
            return Defect.CUT_OFF;
        }
        return checkContent(bytes, at);
    }

    private Defect checkContent(ByteBuffer bytes, int at) {
        int payloadEnd = at + SegmentFormat.RECORD_PAYLOAD_OFFSET + length;
        checksum.reset();
        checksum.update(bytes.duplicate().limit(payloadEnd).position(at + SegmentFormat.RECORD_LENGTH_OFFSET));
        int sum = (int) checksum.getValue();
        int found = bytes.getInt(at + SegmentFormat.RECORD_CHECKSUM_OFFSET);
        isAllBeforeSynced = found == ~sum;
        if (found != sum && !isAllBeforeSynced) {
            return Defect.WRONG_CHECKSUM;
        }
        for (int i = payloadEnd; i < at + Journal.recordBytes(length); i++) {
            if (bytes.get(i) != 0) {
                return Defect.WRONG_PADDING;
            }
        }
        return Defect.NONE;
    }

    /** Payload bytes of the record just looked at, if they were not the defect. */
    int length() {
        return length;
    }

    /** Whether all before the record just found good was on disk when it was written. */
    boolean isAllBeforeSynced() {
        return isAllBeforeSynced;
    }
}
