package io.gantry.migration;

import io.gantry.protocol.ProtocolException;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The envelope of calls between coordinators: one SBE message per byte array, checked before it is read. */
final class Messages {

    private Messages() {}

    /** Writes one message. */
    interface Writer {
        /**
         * @return length of all that was written, header included
         */
        int write(MutableDirectBuffer buffer, MessageHeaderEncoder header);
    }

    static byte[] write(int expectedLength, Writer writer) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(Math.max(256, expectedLength));
        int length = writer.write(buffer, new MessageHeaderEncoder());
        byte[] message = new byte[length];
        buffer.getBytes(0, message);
        return message;
    }

    /** Which message it is. */
    static int templateOf(byte[] message) {
        return header(message).templateId();
    }

    /**
     * Reads one message.
     *
     * @throws ProtocolException if it is another one, or cut short
     */
    static <T> T read(byte[] message, int templateId, String name, Function<DirectBuffer, T> reader) {
        int found = header(message).templateId();
        if (found != templateId) {
            throw new ProtocolException("expected " + name + " (" + templateId + "), got message " + found);
        }
        try {
            return reader.apply(new UnsafeBuffer(message));
        } catch (IndexOutOfBoundsException | IllegalArgumentException malformed) {
            throw new ProtocolException(
                    "not a " + name + " of " + message.length + " bytes: " + malformed.getMessage());
        }
    }

    private static MessageHeaderDecoder header(byte[] message) {
        if (message.length < MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new ProtocolException("a message of " + message.length + " bytes has no header");
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new ProtocolException("a message of schema " + header.schemaId() + " is not ours");
        }
        return header;
    }
}
