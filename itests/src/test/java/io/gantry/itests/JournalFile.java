package io.gantry.itests;

import io.gantry.engine.api.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one segment of a young journal, to be spoilt while no worker has it open: a header, records, and zeros for those to come.
 *
 * @param path the file
 */
record JournalFile(Path path) {

    private static final int SEGMENT_HEADER_BYTES = 32;
    private static final int RECORD_HEADER_BYTES = Journal.RECORD_HEADER_BYTES;
    private static final int LENGTH_OFFSET = 4;
    private static final int CLAIMED_PAYLOAD_BYTES = 100;
    private static final int WRITTEN_PAYLOAD_BYTES = 37;

    /** @param home the worker's folder */
    static JournalFile of(Path home, int partition) {
        return new JournalFile(
                home.resolve("data").resolve("partition-" + partition).resolve("00000000000000000000.log"));
    }

    byte[] content() throws IOException {
        return Files.readAllBytes(path);
    }

    /** Writes behind the last record what a crash in the middle of a write leaves: a record's right beginning without its end. */
    void appendTornRecord() throws IOException {
        byte[] content = content();
        int end = end(content);
        ByteBuffer torn =
                ByteBuffer.allocate(RECORD_HEADER_BYTES + WRITTEN_PAYLOAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        torn.putInt(0x5eed).putInt(CLAIMED_PAYLOAD_BYTES).putLong(end - SEGMENT_HEADER_BYTES);
        while (torn.hasRemaining()) {
            torn.put((byte) 0x5e);
        }
        torn.flip();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            while (torn.hasRemaining()) {
                end += file.write(torn, end);
            }
        }
    }

    /** Changes one bit in the payload of a record in the middle; done twice, it is as it was. */
    void flipBitInTheMiddle() throws IOException {
        byte[] content = content();
        content[recordBehind(content, end(content) / 2) + RECORD_HEADER_BYTES] ^= 1;
        Files.write(path, content);
    }

    private static int end(byte[] content) {
        return recordBehind(content, content.length);
    }

    /** Where the first record stands that does not begin before an offset, or behind the last one. */
    private static int recordBehind(byte[] content, int offset) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int record = SEGMENT_HEADER_BYTES;
        while (record < offset
                && record + RECORD_HEADER_BYTES <= content.length
                && bytes.getInt(record + LENGTH_OFFSET) > 0) {
            record += Journal.recordBytes(bytes.getInt(record + LENGTH_OFFSET));
        }
        return record;
    }
}
