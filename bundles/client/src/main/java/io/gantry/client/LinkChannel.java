package io.gantry.client;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.ProtocolException;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.BookEventMessageDecoder;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
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
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection of a {@link Link}: messages to bytes and back. All methods run on the I/O thread. */
final class LinkChannel extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(LinkChannel.class);
    private static final int OUT_BYTES = 8 * 1024;
    private static final int LONGEST_REQUEST_BYTES = 512;

    private final Link link;
    private final long clientId;
    private final CommandCodec codec = new CommandCodec();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NotExecutedDecoder notExecuted = new NotExecutedDecoder();
    private final FeedStateDecoder feedState = new FeedStateDecoder();
    private final CommandAnswer answer = new CommandAnswer();
    private final BookEvent event = new BookEvent();
    private final byte[] request = new byte[LONGEST_REQUEST_BYTES];
    private final UnsafeBuffer requestBuffer = new UnsafeBuffer(request);
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private Channel channel;
    private FrameReader reader;
    private ByteBuf out = Unpooled.EMPTY_BUFFER;

    LinkChannel(Link link, long clientId) {
        this.link = link;
        this.clientId = clientId;
    }

    void command(OrderCommand command) {
        append(codec.encode(command, requestBuffer, 0));
    }

    void subscribe(int symbolId, WireFeedKind feed, long fromEvent, boolean isEnd) {
        SubscribeEncoder encoder = new SubscribeEncoder();
        encoder.wrapAndApplyHeader(requestBuffer, 0, headerEncoder)
                .symbolId(symbolId)
                .clientId(clientId)
                .fromEvent(fromEvent)
                .feed(feed)
                .isEnd((short) (isEnd ? 1 : 0));
        append(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    void routeQuery(long correlationId) {
        RouteQueryEncoder encoder = new RouteQueryEncoder();
        encoder.wrapAndApplyHeader(requestBuffer, 0, headerEncoder).correlationId(correlationId);
        append(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    void flush() {
        if (out.isReadable()) {
            ByteBuf full = out;
            out = Unpooled.EMPTY_BUFFER;
            channel.writeAndFlush(full, channel.voidPromise());
        }
    }

    void close() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
        reader = new FrameReader(channel.alloc(), this::onFrame);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        HelloEncoder encoder = new HelloEncoder();
        encoder.wrapAndApplyHeader(requestBuffer, 0, headerEncoder)
                .kind(WireSessionKind.CLIENT)
                .clientId(clientId)
                .cluster("")
                .name("")
                .secret("");
        append(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
        flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (link.isCurrent(this)) {
                link.heard();
                reader.read(bytes);
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        link.listener().readComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        link.lost(this, "connection closed");
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        reader.release();
        out.release();
        out = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (!(failure instanceof IOException)) {
            LOG.warn("connection to {} ends", link.address(), failure);
        }
        link.lost(this, failure.toString());
    }

    private void append(int length) {
        if (out == Unpooled.EMPTY_BUFFER) {
            out = channel.alloc().directBuffer(OUT_BYTES);
        }
        out.writeIntLE(length).writeBytes(request, 0, length);
    }

    private void onFrame(ByteBuffer frame) {
        if (!link.isCurrent(this)) {
            return;
        }
        view.wrap(frame, frame.position(), frame.remaining());
        header.wrap(view, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new ProtocolException("what listens there does not speak Gantry's protocol");
        }
        LinkListener listener = link.listener();
        switch (header.templateId()) {
            case CommandAnswerMessageDecoder.TEMPLATE_ID -> listener.answered(link, answer.decode(view, 0));
            case BookEventMessageDecoder.TEMPLATE_ID -> listener.event(link, event.decode(view, 0));
            case NotExecutedDecoder.TEMPLATE_ID -> listener.refused(link, decodeRefusal());
            case FeedStateDecoder.TEMPLATE_ID -> listener.feedNotice(link, decodeFeedNotice());
            case RoutesDecoder.TEMPLATE_ID -> listener.routes(link, RoutesMessage.decode(view));
            case WelcomeDecoder.TEMPLATE_ID -> link.welcomed(this);
            case GoodbyeDecoder.TEMPLATE_ID -> goodbye();
            default -> {
                if (!MarketDataFeed.isMarketData(header.templateId())) {
                    throw new ProtocolException("message " + header.templateId() + " is not for clients");
                }
                listener.marketData(link, view);
            }
        }
    }

    private Refusal decodeRefusal() {
        notExecuted.wrapAndApplyHeader(view, 0, header);
        int symbolId = notExecuted.symbolId();
        long requestId = notExecuted.requestId();
        Location location =
                Location.of(notExecuted.partition(), notExecuted.epoch(), notExecuted.host(), notExecuted.port());
        return new Refusal(
                WireEnums.CAUSE.api(notExecuted.cause()),
                symbolId,
                requestId,
                notExecuted.retryAfterMillis(),
                location,
                notExecuted.detail());
    }

    private FeedNotice decodeFeedNotice() {
        feedState.wrapAndApplyHeader(view, 0, header);
        return new FeedNotice(
                feedState.feed(),
                feedState.state(),
                feedState.symbolId(),
                feedState.nextEvent(),
                Location.of(feedState.partition(), feedState.epoch(), feedState.host(), feedState.port()));
    }

    private void goodbye() {
        GoodbyeDecoder decoder = new GoodbyeDecoder().wrapAndApplyHeader(view, 0, header);
        link.lost(this, "it said: " + decoder.reason());
    }
}
