package io.gantry.transport;

import io.gantry.protocol.sbe.GoodbyeEncoder;
import io.gantry.protocol.sbe.HelloEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.PeerReplyEncoder;
import io.gantry.protocol.sbe.PeerRequestEncoder;
import io.gantry.protocol.sbe.WelcomeEncoder;
import io.gantry.protocol.sbe.WireSessionKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.agrona.ExpandableArrayBuffer;

/** Messages that are rare enough to be made anew each time: greetings and calls between workers. */
final class PeerMessages {

    private static final int ENVELOPE_BYTES = 1024;

    private PeerMessages() {}

    /** @param kind {@code PEER} for calls, {@code NOTES} for notes */
    static ByteBuffer hello(WireSessionKind kind, Credentials credentials, String self) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        HelloEncoder encoder = new HelloEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .kind(kind)
                .clientId(0)
                .cluster(credentials.cluster())
                .name(self)
                .secret(credentials.secret());
        return message(buffer, encoder.encodedLength());
    }

    static ByteBuffer welcome(long routesVersion, String worker) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        WelcomeEncoder encoder = new WelcomeEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .routesVersion(routesVersion)
                .worker(worker);
        return message(buffer, encoder.encodedLength());
    }

    static ByteBuffer goodbye(String reason) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        GoodbyeEncoder encoder = new GoodbyeEncoder();
        byte[] text = Refusals.text(reason);
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).putReason(text, 0, text.length);
        return message(buffer, encoder.encodedLength());
    }

    static ByteBuffer request(long correlationId, String service, byte[] payload) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(payload.length + ENVELOPE_BYTES);
        PeerRequestEncoder encoder = new PeerRequestEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .correlationId(correlationId)
                .service(service)
                .putPayload(payload, 0, payload.length);
        return message(buffer, encoder.encodedLength());
    }

    static ByteBuffer reply(long correlationId, byte[] payload) {
        return reply(correlationId, (short) 0, payload);
    }

    static ByteBuffer failure(long correlationId, String reason) {
        return reply(correlationId, (short) 1, reason.getBytes(StandardCharsets.UTF_8));
    }

    /** What a caller is told about a failure. */
    static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static ByteBuffer reply(long correlationId, short failed, byte[] payload) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(payload.length + ENVELOPE_BYTES);
        PeerReplyEncoder encoder = new PeerReplyEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .correlationId(correlationId)
                .failed(failed)
                .putPayload(payload, 0, payload.length);
        return message(buffer, encoder.encodedLength());
    }

    private static ByteBuffer message(ExpandableArrayBuffer buffer, int bodyBytes) {
        return ByteBuffer.wrap(buffer.byteArray(), 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes);
    }
}
