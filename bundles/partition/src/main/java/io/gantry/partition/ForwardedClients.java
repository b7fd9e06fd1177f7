package io.gantry.partition;

import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.NotExecutedEncoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.ReplicaForwardDecoder;
import io.gantry.protocol.sbe.ReplicaForwardEncoder;
import io.gantry.protocol.sbe.ReplicaForwardedDecoder;
import io.gantry.protocol.sbe.ReplicaForwardedEncoder;
import io.gantry.protocol.sbe.WireCause;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Clients whose messages come to one replica and are for another: on the worker that they are connected to, their commands are handed to the primary; at
 * the primary, they have a connection whose answers travel back. Any thread; whatever is lost on the way the client asks again.
 */
final class ForwardedClients {

    private static final int MAX_CONNECTIONS = 100_000;

    private record Remote(String worker, long connection) {}

    private final int partition;
    private final ReplicaNetwork network;
    private final Connections connections;
    private final Map<Remote, Long> remotes = new ConcurrentHashMap<>();
    private final Set<Long> handedOn = ConcurrentHashMap.newKeySet();

    ForwardedClients(int partition, ReplicaNetwork network, Connections connections) {
        this.partition = partition;
        this.network = network;
        this.connections = connections;
    }

    /** Hands a client's message to the primary. */
    void handOn(String primary, long connectionId, ByteBuffer message) {
        handedOn.add(connectionId);
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
        ReplicaForwardEncoder forward = new ReplicaForwardEncoder();
        forward.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .partition(partition)
                .epoch(0)
                .connection(connectionId)
                .putMessage(new UnsafeBuffer(message, message.position(), message.remaining()), 0, message.remaining());
        int length = MessageHeaderEncoder.ENCODED_LENGTH + forward.encodedLength();
        network.send(primary, ByteBuffer.wrap(buffer.byteArray(), 0, length));
    }

    /** A client of this worker is gone; the primary may forget him. */
    void gone(String primary, long connectionId) {
        if (handedOn.remove(connectionId) && !primary.isEmpty()) {
            handOn(primary, connectionId, ByteBuffer.allocate(0));
            handedOn.remove(connectionId);
        }
    }

    /** Takes what is about forwarded clients; answers whether the message was. */
    boolean take(String from, ByteBuffer message, Offering offering) {
        UnsafeBuffer bytes = new UnsafeBuffer(message, message.position(), message.remaining());
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(bytes, 0);
        if (header.templateId() == ReplicaForwardDecoder.TEMPLATE_ID) {
            handedTo(from, bytes, header, offering);
            return true;
        }
        if (header.templateId() == ReplicaForwardedDecoder.TEMPLATE_ID) {
            ReplicaForwardedDecoder answer = new ReplicaForwardedDecoder().wrapAndApplyHeader(bytes, 0, header);
            byte[] answered = new byte[answer.messageLength()];
            answer.getMessage(answered, 0, answered.length);
            connections.answered(answer.connection(), answered);
            return true;
        }
        return false;
    }

    /** Takes a client's message as if he were connected here. */
    interface Offering {
        Offer offer(long connectionId, ByteBuffer message);
    }

    private void handedTo(String from, UnsafeBuffer bytes, MessageHeaderDecoder header, Offering offering) {
        ReplicaForwardDecoder forward = new ReplicaForwardDecoder().wrapAndApplyHeader(bytes, 0, header);
        Remote remote = new Remote(from, forward.connection());
        byte[] message = new byte[forward.messageLength()];
        forward.getMessage(message, 0, message.length);
        if (message.length == 0) {
            Long id = remotes.remove(remote);
            if (id != null) {
                connections.disconnected(id);
            }
            return;
        }
        if (!remotes.containsKey(remote) && remotes.size() >= MAX_CONNECTIONS) {
            return;
        }
        long id = remotes.computeIfAbsent(remote, fresh -> {
            long next = connections.remoteId();
            connections.connected(next, new Return(fresh));
            return next;
        });
        Offer offer = offering.offer(id, ByteBuffer.wrap(message));
        if (offer != Offer.ACCEPTED) {
            new Return(remote).send(refusal(message, offer == Offer.FULL ? WireCause.OVERLOADED : WireCause.TRY_AGAIN));
        }
    }

    private static ByteBuffer refusal(byte[] command, WireCause cause) {
        OrderCommandMessageDecoder refused = new OrderCommandMessageDecoder()
                .wrapAndApplyHeader(new UnsafeBuffer(command), 0, new MessageHeaderDecoder());
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(128);
        NotExecutedEncoder answer = new NotExecutedEncoder();
        answer.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .cause(cause)
                .symbolId(refused.symbolId())
                .clientId(refused.clientId())
                .requestId(refused.requestId())
                .retryAfterMillis(PartitionCore.RETRY_AFTER_MILLIS)
                .partition(0)
                .epoch(0)
                .port(0)
                .host("")
                .detail("");
        return ByteBuffer.wrap(buffer.byteArray(), 0, MessageHeaderEncoder.ENCODED_LENGTH + answer.encodedLength());
    }

    /** The way back to a client on another worker. */
    private final class Return implements FrameSink {

        private final Remote remote;

        Return(Remote remote) {
            this.remote = remote;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(ByteBuffer message) {
            ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(512);
            ReplicaForwardedEncoder answer = new ReplicaForwardedEncoder();
            answer.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .partition(partition)
                    .connection(remote.connection())
                    .putMessage(
                            new UnsafeBuffer(message, message.position(), message.remaining()), 0, message.remaining());
            int length = MessageHeaderEncoder.ENCODED_LENGTH + answer.encodedLength();
            network.send(remote.worker(), ByteBuffer.wrap(buffer.byteArray(), 0, length));
        }

        @Override
        public void flush() {
            // Sent already.
        }

        @Override
        public void close(String reason) {
            remotes.remove(remote);
        }
    }
}
