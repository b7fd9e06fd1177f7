package io.gantry.transport;

import io.gantry.protocol.sbe.HelloDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.WireSessionKind;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** A connection that has not said who it is: takes a Hello and makes the connection a client's or a worker's. */
final class Greeting implements Session {

    private static final int HELLO_TEXTS = 3;

    private final Connection connection;
    private final TransportSettings settings;
    private final WorkerServices services;
    private final SelfAddress self;
    private final MessageEdge edge = new MessageEdge();

    Greeting(Connection connection, TransportSettings settings, WorkerServices services, SelfAddress self) {
        this.connection = connection;
        this.settings = settings;
        this.services = services;
        this.self = self;
    }

    @Override
    public void message(ByteBuffer frame, DirectBuffer view, int length) {
        int template = edge.templateOf(view, length);
        if (template != HelloDecoder.TEMPLATE_ID) {
            throw new ProtocolViolation("the first message must be Hello, not message " + template);
        }
        edge.requireBlock("Hello", length, HelloDecoder.BLOCK_LENGTH);
        edge.requireTexts("Hello", view, length, HELLO_TEXTS);
        HelloDecoder hello = new HelloDecoder().wrapAndApplyHeader(view, 0, new MessageHeaderDecoder());
        short kind = hello.kindRaw();
        if (kind == WireSessionKind.CLIENT.value()) {
            welcomeClient(hello.clientId());
        } else if (kind == WireSessionKind.PEER.value()) {
            welcomePeer(hello);
        } else if (kind == WireSessionKind.NOTES.value()) {
            welcomeNotes(hello);
        } else {
            throw new ProtocolViolation("Hello of the unknown kind " + kind);
        }
    }

    @Override
    public void closed() {
        // nobody was told that it is there
    }

    private void welcomeClient(long clientId) {
        if (clientId <= 0) {
            throw new ProtocolViolation("clientId " + clientId + " is not above zero");
        }
        Outbound outbound = connection.openOutbound(settings.limits().outboundLimitBytes());
        services.partitions().connected(connection.id(), outbound);
        connection.become(
                new ClientSession(connection.id(), clientId, services, self, outbound),
                settings.limits().maxClientFrameBytes());
        welcome(outbound);
    }

    private void welcomePeer(HelloDecoder hello) {
        requireWorker(hello);
        Outbound outbound = connection.openOutbound(settings.limits().peerOutboundLimitBytes());
        connection.become(
                new PeerSession(services.peerServices(), settings.worker(), outbound),
                settings.limits().maxPeerFrameBytes());
        welcome(outbound);
    }

    private void welcomeNotes(HelloDecoder hello) {
        String worker = requireWorker(hello);
        Outbound outbound = connection.openOutbound(settings.limits().peerOutboundLimitBytes());
        NoteSession session = new NoteSession(services.peerServices().noteSource(worker), connection);
        connection.become(session, settings.limits().maxPeerFrameBytes());
        session.begin();
        welcome(outbound);
    }

    /** Returns the name of the worker that says Hello. */
    private String requireWorker(HelloDecoder hello) {
        String cluster = hello.cluster();
        String name = hello.name();
        settings.credentials().requireMatch(new Credentials(cluster, hello.secret()));
        return name;
    }

    private void welcome(Outbound outbound) {
        long version = services.router().routes().owners().version();
        outbound.send(PeerMessages.welcome(version, settings.worker()));
    }
}
