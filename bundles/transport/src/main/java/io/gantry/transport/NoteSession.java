package io.gantry.transport;

import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.PeerNoteDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/** Notes of another worker: each goes to the service that it names, where it lies. Hot path. */
final class NoteSession implements Session {

    private static final int NAME_START =
            MessageHeaderDecoder.ENCODED_LENGTH + PeerNoteDecoder.BLOCK_LENGTH + PeerNoteDecoder.serviceHeaderLength();

    private final NoteSource source;
    private final Connection connection;
    private final MessageEdge edge = new MessageEdge();
    private byte[] nameBytes = {};
    private String name = "";

    NoteSession(NoteSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /** Takes the place of the session before. */
    void begin() {
        source.begin(this).ifPresent(NoteSession::giveWay);
    }

    @Override
    public void message(ByteBuffer frame, DirectBuffer view, int length) {
        int template = edge.templateOf(view, length);
        if (template != PeerNoteDecoder.TEMPLATE_ID) {
            throw new ProtocolViolation("a worker does not send message " + template + " among notes");
        }
        edge.requireBlock("PeerNote", length, PeerNoteDecoder.BLOCK_LENGTH);
        int nameEnd = edge.requireTexts("PeerNote", view, length, 1);
        int payloadBytes = edge.requirePayload("PeerNote", view, length, nameEnd);
        readName(view, nameEnd);
        int start = frame.position() + nameEnd + PeerNoteDecoder.payloadHeaderLength();
        frame.limit(start + payloadBytes).position(start);
        // the buffer is Netty's own view of its memory, and has to go back as it was
        ByteOrder order = frame.order();
        source.tell(this, name, frame.order(ByteOrder.LITTLE_ENDIAN));
        frame.order(order);
    }

    @Override
    public void closed() {
        source.end(this);
    }

    /** Any thread. */
    private void giveWay() {
        connection.leaveFromAnyThread("worker " + source.worker() + " tells over another connection now");
    }

    /** Mostly it is the same as that of the note before. */
    private void readName(DirectBuffer view, int end) {
        int length = end - NAME_START;
        boolean isSame = length == nameBytes.length;
        for (int i = 0; isSame && i < length; i++) {
            isSame = view.getByte(NAME_START + i) == nameBytes[i];
        }
        if (!isSame) {
            nameBytes = new byte[length];
            view.getBytes(NAME_START, nameBytes);
            name = new String(nameBytes, StandardCharsets.UTF_8);
        }
    }
}
