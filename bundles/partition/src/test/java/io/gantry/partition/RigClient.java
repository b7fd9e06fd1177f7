package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.BookEventMessageDecoder;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
import io.gantry.protocol.sbe.FeedStateDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.NotExecutedDecoder;
import io.gantry.protocol.sbe.SubscribeEncoder;
import io.gantry.protocol.sbe.WireFeedKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** A client of one worker of a rig. Order ids are its client id times a million, plus the request's. */
final class RigClient implements FrameSink {

    private static final long ORDERS_PER_CLIENT = 1_000_000;

    private final RigNode node;
    private final long clientId;
    private final long connection;
    private final CommandCodec codec = new CommandCodec();
    private final TreeMap<Long, OrderCommand> sent = new TreeMap<>();
    private final TreeMap<Long, List<String>> answers = new TreeMap<>();
    private final List<String> notExecuted = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private long lastRequest;
    private long chain;

    /** @param lastRequest of this client id, by whatever connection */
    RigClient(RigNode node, long clientId, long connection, long lastRequest) {
        this.node = node;
        this.clientId = clientId;
        this.connection = connection;
        this.lastRequest = lastRequest;
    }

    long clientId() {
        return clientId;
    }

    long connection() {
        return connection;
    }

    long lastRequest() {
        return lastRequest;
    }

    /** The id of the order that a request entered. */
    long orderId(long request) {
        return clientId * ORDERS_PER_CLIENT + request;
    }

    /** The next command: a limit order, to be changed at will. */
    OrderCommand order(Side side, long price, long quantity) {
        long request = ++lastRequest;
        return new OrderCommand()
                .symbolId(1)
                .clientId(clientId)
                .requestId(request)
                .follows(request - 1)
                .orderId(orderId(request))
                .account(clientId)
                .side(side)
                .price(price)
                .quantity(quantity);
    }

    /** Sends a limit order, and answers the request's id. */
    long buy(long price) {
        return send(order(Side.BUY, price, 5));
    }

    long sell(long price) {
        return send(order(Side.SELL, price, 5));
    }

    long send(OrderCommand command) {
        assertThat(offer(command)).as("request " + command.requestId()).isEqualTo(Offer.ACCEPTED);
        return command.requestId();
    }

    Offer offer(OrderCommand command) {
        sent.put(command.requestId(), command);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandCodec.LENGTH]);
        codec.encode(command, buffer, 0);
        return node.partition().offer(connection, bytes(buffer));
    }

    /** Sends a request again, by this connection or by another client's of the same id. */
    void repeat(long request, RigClient by) {
        by.send(sent.get(request));
    }

    void subscribe(long fromEvent) {
        UnsafeBuffer message =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + SubscribeEncoder.BLOCK_LENGTH]);
        new SubscribeEncoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                .symbolId(1)
                .clientId(clientId)
                .fromEvent(fromEvent)
                .feed(WireFeedKind.EVENTS);
        assertThat(node.partition().offer(connection, bytes(message))).isEqualTo(Offer.ACCEPTED);
    }

    private static ByteBuffer bytes(UnsafeBuffer message) {
        return ByteBuffer.wrap(message.byteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean isAnswered(long request) {
        return answers.containsKey(request);
    }

    /** The highest request that was sent. */
    long lastSent() {
        return sent.lastKey();
    }

    /** How many requests were answered. */
    int answered() {
        return answers.size();
    }

    /** All answers to a request, as they came. */
    List<String> answers(long request) {
        return answers.getOrDefault(request, List.of());
    }

    /** Answers to all requests, by request. */
    TreeMap<Long, List<String>> answers() {
        return answers;
    }

    /** Such as {@code 3 TRY_AGAIN}. */
    List<String> notExecuted() {
        return notExecuted;
    }

    List<String> events() {
        return events;
    }

    /** Such as {@code STARTED 1}. */
    List<String> notices() {
        return notices;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void send(ByteBuffer message) {
        byte[] copy = new byte[message.remaining()];
        message.get(copy);
        UnsafeBuffer buffer = new UnsafeBuffer(copy);
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        switch (header.templateId()) {
            case CommandAnswerMessageDecoder.TEMPLATE_ID -> {
                CommandAnswer answer = new CommandAnswer().decode(buffer, 0);
                answers.computeIfAbsent(answer.requestId(), unused -> new ArrayList<>())
                        .add(answer.toString());
            }
            case NotExecutedDecoder.TEMPLATE_ID -> {
                NotExecutedDecoder refused = new NotExecutedDecoder().wrapAndApplyHeader(buffer, 0, header);
                notExecuted.add(refused.requestId() + " " + refused.cause());
            }
            case BookEventMessageDecoder.TEMPLATE_ID -> event(new BookEvent().decode(buffer, 0));
            case FeedStateDecoder.TEMPLATE_ID -> {
                FeedStateDecoder state = new FeedStateDecoder().wrapAndApplyHeader(buffer, 0, header);
                notices.add(state.state() + " " + state.nextEvent());
            }
            default -> throw new AssertionError("template " + header.templateId());
        }
    }

    private void event(BookEvent event) {
        if (!events.isEmpty()) {
            assertThat(event.chainAfter(chain)).as("chain of " + event).isEqualTo(event.chain());
        }
        chain = event.chain();
        events.add(event.toString());
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close(String reason) {
        throw new AssertionError(reason);
    }
}
