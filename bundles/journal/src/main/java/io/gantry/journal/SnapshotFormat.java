package io.gantry.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Every byte of a snapshot's file. All numbers are little endian; checksums are CRC-32C.
 *
 * <pre>
 * snapshot  header, parts without a gap, end mark
 * header    0 magic "GANTRYSN"   8 int version   12 int header bytes   16 long position in the log
 *          24 int zero          28 int checksum of bytes 0..27
 * part      as a record in a segment, its position counted from the first part; so one that is missing, doubled
 *           or at another's place is known by it
 * end mark  0 int checksum of bytes 4..31   4 int zero, a length that no part has   8 long position behind the last part
 *          16 long number of parts         24 long position in the log
 * </pre>
 */
final class SnapshotFormat {
    static final int VERSION = 1;
    static final long MAGIC = SegmentFormat.magic("GANTRYSN");
    static final int END_MARK_BYTES = 32;

    private static final Pattern FILE_NAME = Pattern.compile("snapshot-(\\d{20})\\.img");
    private static final Pattern INSTALL_NAME = Pattern.compile("install-(\\d{20})\\.img");

    private SnapshotFormat() {}

    /** Of a complete snapshot. */
    static String fileName(long position) {
        return "snapshot-" + SegmentFormat.digits(position) + ".img";
    }

    /** Of a complete snapshot that is about to replace all that is there. */
    static String installName(long position) {
        return "install-" + SegmentFormat.digits(position) + ".img";
    }

    /** Of a snapshot that is being written. */
    static String unfinishedName(String name) {
        return name.replace(".img", ".tmp");
    }

    static OptionalLong positionOf(String fileName) {
        return SegmentFormat.positionIn(FILE_NAME.matcher(fileName));
    }

    static OptionalLong installPositionOf(String fileName) {
        return SegmentFormat.positionIn(INSTALL_NAME.matcher(fileName));
    }

    static ByteBuffer header(long position) {
        return SegmentFormat.header(MAGIC, VERSION, position, 0);
    }

    static ByteBuffer endMark(long behindLastPart, long parts, long position) {
        ByteBuffer mark = ByteBuffer.allocate(END_MARK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        mark.putLong(8, behindLastPart).putLong(16, parts).putLong(24, position);
        return mark.putInt(0, SegmentFormat.checksum(mark.array(), 4, END_MARK_BYTES - 4));
    }
}
