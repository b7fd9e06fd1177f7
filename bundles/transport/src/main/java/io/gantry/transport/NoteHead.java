package io.gantry.transport;

import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.PeerNoteEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;

/** What stands before the payload of every note to one service, made once. Thread-safe. Hot path. */
final class NoteHead {

    private static final int PAYLOAD_LENGTH_BYTES = Integer.BYTES;

    /** SBE header and the service's name. */
    private final byte[] bytes;

    NoteHead(String service) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        PeerNoteEncoder encoder = new PeerNoteEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).service(service);
        bytes = Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    /** Length of a note with its length prefix. */
    int frameBytes(ByteBuffer payload) {
        return FrameAssembler.PREFIX_BYTES + bytes.length + PAYLOAD_LENGTH_BYTES + payload.remaining();
    }

    /** Writes a note with its length prefix; leaves the payload's position as it was. */
    void append(ByteBuf to, ByteBuffer payload) {
        int position = payload.position();
        to.writeIntLE(frameBytes(payload) - FrameAssembler.PREFIX_BYTES);
        to.writeBytes(bytes);
        to.writeIntLE(payload.remaining());
        to.writeBytes(payload);
        payload.position(position);
    }
}
