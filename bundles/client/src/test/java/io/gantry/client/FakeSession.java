package io.gantry.client;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.FeedStateEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.NotExecutedEncoder;
import io.gantry.protocol.sbe.WelcomeEncoder;
import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.protocol.sbe.WireFeedState;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A fake worker's end of one connection. Any thread. */
final class FakeSession {

    private final Socket socket;

    FakeSession(Socket socket) {
        this.socket = socket;
    }

    void cut() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    void welcome() {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        WelcomeEncoder encoder = new WelcomeEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .routesVersion(1)
                .worker("fake");
        send(buffer, encoder.encodedLength());
    }

    void answer(OrderCommand command, long commandSequence) {
        CommandAnswer answer = new CommandAnswer()
                .symbolId(command.symbolId())
                .clientId(command.clientId())
                .requestId(command.requestId())
                .orderId(command.orderId())
                .commandSequence(commandSequence);
        byte[] bytes = new byte[CommandAnswer.LENGTH];
        answer.encode(new UnsafeBuffer(bytes), 0);
        send(bytes);
    }

    void refuse(OrderCommand command, Cause cause, int retryAfterMillis) {
        refuse(command, cause, retryAfterMillis, 0, 0, 0);
    }

    void moved(OrderCommand command, int partition, long epoch, int port) {
        refuse(command, Cause.MOVED, 0, partition, epoch, port);
    }

    void event(BookEvent event) {
        byte[] bytes = new byte[BookEvent.LENGTH];
        event.encode(new UnsafeBuffer(bytes), 0);
        send(bytes);
    }

    void feed(WireFeedState state, int symbolId, long nextEvent) {
        feed(state, symbolId, nextEvent, 0, 0, 0);
    }

    void feed(WireFeedState state, int symbolId, long nextEvent, int partition, long epoch, int port) {
        feed(WireFeedKind.EVENTS, state, symbolId, nextEvent, partition, epoch, port);
    }

    void feed(
            WireFeedKind feed, WireFeedState state, int symbolId, long nextEvent, int partition, long epoch, int port) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        FeedStateEncoder encoder = new FeedStateEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .state(state)
                .symbolId(symbolId)
                .nextEvent(nextEvent)
                .partition(partition)
                .epoch(epoch)
                .port(port)
                .feed(feed)
                .host(port == 0 ? "" : "127.0.0.1");
        send(buffer, encoder.encodedLength());
    }

    private void refuse(OrderCommand command, Cause cause, int retryAfterMillis, int partition, long epoch, int port) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        NotExecutedEncoder encoder = new NotExecutedEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .cause(WireEnums.CAUSE.wire(cause))
                .symbolId(command.symbolId())
                .clientId(command.clientId())
                .requestId(command.requestId())
                .retryAfterMillis(retryAfterMillis)
                .partition(partition)
                .epoch(epoch)
                .port(port)
                .host(port == 0 ? "" : "127.0.0.1")
                .detail("a test says so");
        send(buffer, encoder.encodedLength());
    }

    private void send(ExpandableArrayBuffer buffer, int bodyBytes) {
        byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes];
        buffer.getBytes(0, bytes);
        send(bytes);
    }

    /** A message to a client that has gone is lost, as on a real wire. */
    synchronized boolean send(byte[] message) {
        try {
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(4 + message.length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(message.length)
                            .put(message)
                            .array());
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
