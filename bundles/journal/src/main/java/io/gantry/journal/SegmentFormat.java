package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Every byte of a segment. All numbers are little endian; checksums are CRC-32C.
 *
 * <pre>
 * segment  header, then records without a gap
 * header   0 magic "GANTRYJL"   8 int version   12 int header bytes   16 long start position
 *         24 int zero          28 int checksum of bytes 0..27
 * record   0 int checksum of the bytes from 4 to the end of the payload
 *          4 int payload bytes, 1..1 MiB   8 long position of this record   16 payload, then zeros up to a multiple of 8
 * </pre>
 *
 * A position counts the bytes of records, with their framing, since the log began; segment headers do not count.
 */
final class SegmentFormat {
    static final int VERSION = 1;
    static final int HEADER_BYTES = 32;
    static final long MAGIC = ByteBuffer.wrap(new byte[] {'G', 'A', 'N', 'T', 'R', 'Y', 'J', 'L'})
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();
    static final int VERSION_OFFSET = 8;

    static final int RECORD_CHECKSUM_OFFSET = 0;
    static final int RECORD_LENGTH_OFFSET = 4;
    static final int RECORD_POSITION_OFFSET = 8;
    static final int RECORD_PAYLOAD_OFFSET = Journal.RECORD_HEADER_BYTES;
    static final int ALIGNMENT = Journal.ALIGNMENT;

    static final String FILE_SUFFIX = ".log";

    private static final int HEADER_CHECKSUM_OFFSET = 28;
    private static final Pattern FILE_NAME = Pattern.compile("(\\d{20})\\.log");

    private SegmentFormat() {}

    static String fileName(long startPosition) {
        return String.format("%020d", startPosition) + FILE_SUFFIX;
    }

    /** The start position that a file name tells, empty if it is not the name of a segment. */
    static OptionalLong startOf(String fileName) {
        Matcher matcher = FILE_NAME.matcher(fileName);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(matcher.group(1)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A segment's header. */
    static ByteBuffer header(long startPosition) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC)
                .putInt(VERSION)
                .putInt(HEADER_BYTES)
                .putLong(startPosition)
                .putInt(0);
        CRC32C checksum = new CRC32C();
        checksum.update(header.array(), 0, HEADER_CHECKSUM_OFFSET);
        return header.putInt((int) checksum.getValue()).flip();
    }
}
