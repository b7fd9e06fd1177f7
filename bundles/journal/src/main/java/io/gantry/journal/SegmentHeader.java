package io.gantry.journal;

import java.nio.ByteBuffer;

/**
 * What the first bytes of a segment's file tell.
 *
 * @param fault what is wrong with it, empty if nothing
 * @param isTorn it is what a crash can leave of a header that was not on disk yet
 * @param isAllBeforeSynced all before the segment was on disk when it was begun
 */
record SegmentHeader(String fault, boolean isTorn, boolean isAllBeforeSynced) {

    /** @param start where the file's name says that the segment begins */
    static SegmentHeader of(ByteBuffer header, long start) {
        boolean isSynced = header.equals(SegmentFormat.header(start, true));
        if (isSynced || header.equals(SegmentFormat.header(start, false))) {
            return new SegmentHeader("", false, isSynced);
        }
        boolean isTorn = isBeginOf(header, SegmentFormat.header(start, true))
                || isBeginOf(header, SegmentFormat.header(start, false));
        return new SegmentHeader(faultOf(header), isTorn, false);
    }

    boolean isGood() {
        return fault.isEmpty();
    }

    /** Whether these are some of a header's bytes, and zeros or nothing behind them. */
    private static boolean isBeginOf(ByteBuffer bytes, ByteBuffer header) {
        int same = 0;
        while (same < bytes.limit() && bytes.get(same) == header.get(same)) {
            same++;
        }
        for (int i = same; i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static String faultOf(ByteBuffer header) {
        if (header.limit() < SegmentFormat.HEADER_BYTES) {
            return "the header is cut off after " + header.limit() + " bytes";
        }
        if (header.getLong(0) != SegmentFormat.MAGIC) {
            return "this is not a segment of a Gantry journal";
        }
        int version = header.getInt(SegmentFormat.VERSION_OFFSET);
        if (version != SegmentFormat.VERSION) {
            return "the format is version " + version + ", this Gantry reads version " + SegmentFormat.VERSION
                    + ": start the version that wrote it";
        }
        return "the header does not match its checksum or the file's name";
    }
}
