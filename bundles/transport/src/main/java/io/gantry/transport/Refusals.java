package io.gantry.transport;

import io.gantry.engine.api.partition.FrameSink;
import io.gantry.protocol.sbe.FeedStateEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.NotExecutedEncoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.SubscribeDecoder;
import io.gantry.protocol.sbe.WireCause;
import io.gantry.protocol.sbe.WireFeedState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the answers that say no. Not thread-safe. Hot path where the worker is overloaded: its texts are ready-made bytes. */
final class Refusals {

    private static final byte[] NOTHING = {};
    private static final int MAX_TEXT_BYTES = 512;

    private final FrameSink sink;
    private final ByteBuffer bytes = ByteBuffer.allocate(2048);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NotExecutedEncoder notExecuted = new NotExecutedEncoder();
    private final FeedStateEncoder feedState = new FeedStateEncoder();

    Refusals(FrameSink sink) {
        this.sink = sink;
    }

    /** A text as it goes into a message, cut to what fits. */
    static byte[] text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return encoded.length > MAX_TEXT_BYTES ? Arrays.copyOf(encoded, MAX_TEXT_BYTES) : encoded;
    }

    /** The command did not happen, for a reason that has no address. */
    void notExecuted(OrderCommandMessageDecoder command, WireCause cause, int retryAfterMillis, byte[] detail) {
        begin(command, cause, retryAfterMillis)
                .partition(0)
                .epoch(0)
                .port(0)
                .putHost(NOTHING, 0, 0)
                .putDetail(detail, 0, detail.length);
        send(notExecuted.encodedLength());
    }

    /** The symbol is elsewhere. */
    void moved(OrderCommandMessageDecoder command, Destination destination) {
        byte[] host = text(destination.host());
        begin(command, WireCause.MOVED, 0)
                .partition(destination.partition())
                .epoch(destination.epoch())
                .port(destination.port())
                .putHost(host, 0, host.length)
                .putDetail(NOTHING, 0, 0);
        send(notExecuted.encodedLength());
    }

    /** The feed does not start, for a reason that has no address. */
    void feed(WireFeedState state, SubscribeDecoder wanted) {
        feed(state, wanted, Destination.NONE);
    }

    /** The feed is elsewhere. */
    void feedMoved(SubscribeDecoder wanted, Destination destination) {
        feed(WireFeedState.MOVED, wanted, destination);
    }

    private NotExecutedEncoder begin(OrderCommandMessageDecoder command, WireCause cause, int retryAfterMillis) {
        return notExecuted
                .wrapAndApplyHeader(buffer, 0, header)
                .cause(cause)
                .symbolId(command.symbolId())
                .clientId(command.clientId())
                .requestId(command.requestId())
                .retryAfterMillis(retryAfterMillis);
    }

    private void feed(WireFeedState state, SubscribeDecoder wanted, Destination destination) {
        byte[] host = text(destination.host());
        feedState
                .wrapAndApplyHeader(buffer, 0, header)
                .state(state)
                .symbolId(wanted.symbolId())
                .nextEvent(wanted.fromEvent())
                .partition(destination.partition())
                .epoch(destination.epoch())
                .port(destination.port())
                .feed(wanted.feed())
                .putHost(host, 0, host.length);
        send(feedState.encodedLength());
    }

    private void send(int bodyBytes) {
        bytes.limit(MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes).position(0);
        sink.send(bytes);
        bytes.clear();
    }
}
