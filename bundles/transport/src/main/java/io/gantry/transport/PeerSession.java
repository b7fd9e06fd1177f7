package io.gantry.transport;

import io.gantry.engine.api.cluster.Peers;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.PeerRequestDecoder;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** Calls of another worker: each goes to the service that it names, its answer goes back when it is there. */
final class PeerSession implements Session {

    private final PeerServices services;
    private final String worker;
    private final Outbound outbound;
    private final MessageEdge edge = new MessageEdge();
    private final PeerRequestDecoder decoder = new PeerRequestDecoder();

    /** @param worker name of this worker, for error texts */
    PeerSession(PeerServices services, String worker, Outbound outbound) {
        this.services = services;
        this.worker = worker;
        this.outbound = outbound;
    }

    @Override
    public void message(ByteBuffer frame, DirectBuffer view, int length) {
        int template = edge.templateOf(view, length);
        if (template != PeerRequestDecoder.TEMPLATE_ID) {
            throw new ProtocolViolation("a worker does not send message " + template + " here");
        }
        edge.requireBlock("PeerRequest", length, PeerRequestDecoder.BLOCK_LENGTH);
        decoder.wrap(
                view,
                MessageHeaderDecoder.ENCODED_LENGTH,
                PeerRequestDecoder.BLOCK_LENGTH,
                PeerRequestDecoder.SCHEMA_VERSION);
        int serviceEnd = edge.requireTexts("PeerRequest", view, length, 1);
        byte[] request = new byte[edge.requirePayload("PeerRequest", view, length, serviceEnd)];
        long correlationId = decoder.correlationId();
        String service = decoder.service();
        decoder.getPayload(request, 0, request.length);
        services.call(service, request)
                .whenComplete((answer, failure) -> reply(correlationId, service, answer, Optional.ofNullable(failure)));
    }

    @Override
    public void closed() {
        // a service that still works on a call is not told: its answer is dropped by the closed connection
    }

    /** Any thread. */
    private void reply(long correlationId, String service, byte[] answer, Optional<Throwable> failure) {
        if (failure.isPresent()) {
            outbound.send(PeerMessages.failure(correlationId, PeerMessages.reason(failure.get())));
        } else if (answer == null || answer.length > Peers.MAX_MESSAGE_BYTES) {
            String size = answer == null ? "no answer" : "an answer of " + answer.length + " bytes";
            outbound.send(PeerMessages.failure(
                    correlationId,
                    "service " + service + " of worker " + worker + " gave " + size + ", allowed are up to "
                            + Peers.MAX_MESSAGE_BYTES));
        } else {
            outbound.send(PeerMessages.reply(correlationId, answer));
        }
        outbound.flush();
    }
}
