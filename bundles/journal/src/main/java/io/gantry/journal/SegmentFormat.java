package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Every byte of a segment. All numbers are little endian; checksums are CRC-32C.
 *
 * <pre>
 * segment  header, then records without a gap, then zeros
 * header   0 magic "GANTRYJL"   8 int version   12 int header bytes   16 long start position
 *         24 int 1 if all before the start was on disk when this was written, else 0
 *         28 int checksum of bytes 0..27
 * record   0 int checksum of the bytes from 4 to the end of the payload; each bit of it flipped if all before
 *            the record was on disk when it was written
 *          4 int payload bytes, 1..1 MiB   8 long position of this record   16 payload, then zeros up to a multiple of 8
 * </pre>
 *
 * A position counts the bytes of records, with their framing, since the log began; headers and zeros behind do not count.
 *
 * <p>What tells that everything before was on disk tells a crash from damage: a bad record before such a one was on disk and
 * was good, so no crash can have made it bad.
 */
final class SegmentFormat {
    static final int VERSION = 2;
    static final int HEADER_BYTES = 32;
    static final int VERSION_OFFSET = 8;
    static final int START_OFFSET = 16;
    static final int SYNCED_OFFSET = 24;
    static final int HEADER_CHECKSUM_OFFSET = 28;

    static final int RECORD_CHECKSUM_OFFSET = 0;
    static final int RECORD_LENGTH_OFFSET = 4;
    static final int RECORD_POSITION_OFFSET = 8;
    static final int RECORD_PAYLOAD_OFFSET = Journal.RECORD_HEADER_BYTES;
    static final int ALIGNMENT = Journal.ALIGNMENT;

    static final long MAGIC = magic("GANTRYJL");
    static final String FILE_SUFFIX = ".log";

    private static final Pattern FILE_NAME = Pattern.compile("(\\d{20})\\.log");

    private SegmentFormat() {}

    /** Eight letters as the first eight bytes of a file. */
    static long magic(String letters) {
        byte[] bytes = letters.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    static String fileName(long startPosition) {
        return digits(startPosition) + FILE_SUFFIX;
    }

    /** A position as it stands in the names of files, so that their order is that of the names. */
    static String digits(long position) {
        return String.format("%020d", position);
    }

    /** The start position that a file name tells, empty if it is not the name of a segment. */
    static OptionalLong startOf(String fileName) {
        return positionIn(FILE_NAME.matcher(fileName));
    }

    /** The position in a name of a file, its pattern's first group, empty if it is not such a name. */
    static OptionalLong positionIn(Matcher name) {
        if (!name.matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(name.group(1)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * A segment's header.
     *
     * @param isAllBeforeSynced all before the start is on disk
     */
    static ByteBuffer header(long startPosition, boolean isAllBeforeSynced) {
        return header(MAGIC, VERSION, startPosition, isAllBeforeSynced ? 1 : 0);
    }

    /** A header of this shape. */
    static ByteBuffer header(long magic, int version, long position, int more) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(magic)
                .putInt(version)
                .putInt(HEADER_BYTES)
                .putLong(position)
                .putInt(more);
        return header.putInt(checksum(header.array(), 0, HEADER_CHECKSUM_OFFSET))
                .flip();
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, length);
        return (int) checksum.getValue();
    }
}
