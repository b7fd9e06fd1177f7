package io.gantry.transport;

import io.gantry.protocol.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Checks what every message must be before a codec looks at it: the lengths that it claims fit into the frame. Not thread-safe. Hot
 * path.
 */
final class MessageEdge {

    private static final int TEXT_LENGTH_BYTES = Short.BYTES;
    private static final int PAYLOAD_LENGTH_BYTES = Integer.BYTES;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /**
     * The message's template.
     *
     * @throws ProtocolViolation if these bytes are no message of this schema
     */
    int templateOf(DirectBuffer frame, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new ProtocolViolation("message of " + length + " bytes is shorter than its header");
        }
        header.wrap(frame, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new ProtocolViolation(
                    "schema " + header.schemaId() + " is not known here, expected " + MessageHeaderDecoder.SCHEMA_ID);
        }
        return header.templateId();
    }

    /** Schema version of the message looked at last. */
    int version() {
        return header.version();
    }

    /** Block length of the message looked at last. */
    int blockLength() {
        return header.blockLength();
    }

    /**
     * Requires the message looked at last to be of this worker's version and to have exactly this block.
     *
     * @param name for the violation's text
     */
    void requireBlock(String name, int length, int expectedBlock) {
        if (version() != MessageHeaderDecoder.SCHEMA_VERSION) {
            throw new ProtocolViolation(name + " of schema version " + version() + ", this worker speaks "
                    + MessageHeaderDecoder.SCHEMA_VERSION);
        }
        if (blockLength() != expectedBlock || length < MessageHeaderDecoder.ENCODED_LENGTH + expectedBlock) {
            throw new ProtocolViolation(name + " with a block of " + blockLength() + " in " + length
                    + " bytes, expected a block of " + expectedBlock);
        }
    }

    /**
     * Requires the texts behind the block to end within the frame.
     *
     * @return where they end
     */
    int requireTexts(String name, DirectBuffer frame, int length, int texts) {
        int end = MessageHeaderDecoder.ENCODED_LENGTH + blockLength();
        for (int i = 0; i < texts; i++) {
            int start = end + TEXT_LENGTH_BYTES;
            end = start > length ? start : start + (frame.getShort(end, ByteOrder.LITTLE_ENDIAN) & 0xffff);
            if (end > length) {
                throw cutOff(name, length);
            }
        }
        return end;
    }

    /**
     * Requires the payload at an offset to end within the frame.
     *
     * @return its length
     */
    int requirePayload(String name, DirectBuffer frame, int length, int offset) {
        int start = offset + PAYLOAD_LENGTH_BYTES;
        int payload = start > length ? -1 : frame.getInt(offset, ByteOrder.LITTLE_ENDIAN);
        if (payload < 0 || payload > length - start) {
            throw cutOff(name, length);
        }
        return payload;
    }

    private static ProtocolViolation cutOff(String name, int length) {
        return new ProtocolViolation(name + " is cut off after " + length + " bytes");
    }
}
