package io.gantry.transport;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.FeedStateDecoder;
import io.gantry.protocol.sbe.GoodbyeDecoder;
import io.gantry.protocol.sbe.HelloEncoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.NotExecutedDecoder;
import io.gantry.protocol.sbe.RouteQueryEncoder;
import io.gantry.protocol.sbe.RoutesDecoder;
import io.gantry.protocol.sbe.SubscribeEncoder;
import io.gantry.protocol.sbe.WelcomeDecoder;
import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.protocol.sbe.WireSessionKind;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A plain blocking socket that says whatever a test wants. */
final class Wire implements Closeable {

    private static final int READ_TIMEOUT_MILLIS = 10_000;

    final Socket socket;
    private final DataInputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
    }

    static Wire open(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return new Wire(socket);
    }

    /** A connection that was welcomed. */
    static Wire client(int port, long clientId) throws IOException {
        Wire wire = open(port);
        wire.frame(hello(WireSessionKind.CLIENT, clientId, "", ""));
        wire.welcome();
        return wire;
    }

    static byte[] hello(WireSessionKind kind, long clientId, String cluster, String secret) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        HelloEncoder encoder = new HelloEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .kind(kind)
                .clientId(clientId)
                .cluster(cluster)
                .name("test")
                .secret(secret);
        return bytes(buffer, encoder.encodedLength());
    }

    static byte[] command(int symbolId, long clientId, long requestId, long follows) {
        OrderCommand command = new OrderCommand()
                .symbolId(symbolId)
                .clientId(clientId)
                .requestId(requestId)
                .follows(follows)
                .orderId(requestId)
                .account(1)
                .price(100)
                .quantity(10);
        byte[] bytes = new byte[CommandCodec.LENGTH];
        new CommandCodec().encode(command, new UnsafeBuffer(bytes), 0);
        return bytes;
    }

    static byte[] subscribe(int symbolId, long clientId, long fromEvent) {
        return subscribe(symbolId, clientId, fromEvent, WireFeedKind.EVENTS);
    }

    static byte[] subscribe(int symbolId, long clientId, long fromEvent, WireFeedKind feed) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        SubscribeEncoder encoder = new SubscribeEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .symbolId(symbolId)
                .clientId(clientId)
                .fromEvent(fromEvent)
                .feed(feed);
        return bytes(buffer, encoder.encodedLength());
    }

    static byte[] routeQuery(long correlationId) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        RouteQueryEncoder encoder = new RouteQueryEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).correlationId(correlationId);
        return bytes(buffer, encoder.encodedLength());
    }

    void frame(byte[] message) throws IOException {
        raw(framed(message));
    }

    static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(4 + message.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(message.length)
                .put(message)
                .array();
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void rawInt(int littleEndian) throws IOException {
        raw(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(littleEndian)
                .array());
    }

    UnsafeBuffer read() throws IOException {
        byte[] message = new byte[Integer.reverseBytes(in.readInt())];
        in.readFully(message);
        return new UnsafeBuffer(message);
    }

    String welcome() throws IOException {
        return new WelcomeDecoder()
                .wrapAndApplyHeader(read(), 0, new MessageHeaderDecoder())
                .worker();
    }

    NotExecutedDecoder notExecuted() throws IOException {
        return new NotExecutedDecoder().wrapAndApplyHeader(read(), 0, new MessageHeaderDecoder());
    }

    FeedStateDecoder feedState() throws IOException {
        return new FeedStateDecoder().wrapAndApplyHeader(read(), 0, new MessageHeaderDecoder());
    }

    RoutesDecoder routes() throws IOException {
        return new RoutesDecoder().wrapAndApplyHeader(read(), 0, new MessageHeaderDecoder());
    }

    /** The reason of the Goodbye that must come now, and behind it the end of the stream. */
    String goodbyeAndEnd() throws IOException {
        String reason = new GoodbyeDecoder()
                .wrapAndApplyHeader(read(), 0, new MessageHeaderDecoder())
                .reason();
        if (in.read() != -1) {
            throw new AssertionError("bytes behind Goodbye");
        }
        return reason;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] bytes(ExpandableArrayBuffer buffer, int bodyBytes) {
        byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
