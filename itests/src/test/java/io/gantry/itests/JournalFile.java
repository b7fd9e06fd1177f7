package io.gantry.itests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one file of a young journal, to be spoilt while no worker has it open.
 *
 * @param path the file
 */
record JournalFile(Path path) {

    private static final int SEGMENT_HEADER_BYTES = 32;
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

    /** Appends what a crash in the middle of a write leaves: a record's right beginning without its end. */
    void appendTornRecord() throws IOException {
        ByteBuffer torn = ByteBuffer.allocate(16 + WRITTEN_PAYLOAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        torn.putInt(0x5eed).putInt(CLAIMED_PAYLOAD_BYTES).putLong(Files.size(path) - SEGMENT_HEADER_BYTES);
        Files.write(path, torn.array(), StandardOpenOption.APPEND);
    }

    /** Changes one bit of a byte in the middle; done twice, it is as it was. */
    void flipBitInTheMiddle() throws IOException {
        byte[] content = content();
        content[content.length / 2] ^= 1;
        Files.write(path, content);
    }
}
