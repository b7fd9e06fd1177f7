package io.gantry.transport;

import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.protocol.sbe.GoodbyeDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.PeerReplyDecoder;
import io.gantry.protocol.sbe.WelcomeDecoder;
import io.gantry.protocol.sbe.WireSessionKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** The calling end of a connection between workers. All methods run on its I/O thread, where nothing else is said. */
final class PeerChannel extends ChannelInboundHandlerAdapter {

    /** Hears what the other end says. */
    interface Listener {

        /** The other end has taken our Hello. */
        void welcomed(PeerChannel from, String worker);

        /** A service has answered. */
        void answered(PeerChannel from, long correlationId, byte[] answer);

        /** A service has failed. */
        void failed(PeerChannel from, long correlationId, String reason);

        /** Nothing more will come. */
        void lost(PeerChannel from, String reason);
    }

    private final WireSessionKind kind;
    private final TransportSettings settings;
    private final Listener listener;
    private final MessageEdge edge = new MessageEdge();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private Channel channel;
    private FrameAssembler assembler;
    private Outbound outbound;
    private String lastWords = "connection closed";

    /** @param kind what Hello says: {@code PEER} for calls, {@code NOTES} for notes */
    PeerChannel(WireSessionKind kind, TransportSettings settings, Listener listener) {
        this.kind = kind;
        this.settings = settings;
        this.listener = listener;
    }

    /** Begins to connect. */
    void connect(WorkerInfo to, EventLoop loop, ChannelFutureListener whenDone) {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        settings.patience().peerConnectMillis())
                .handler(this)
                .connect(to.host(), to.port())
                .addListener(whenDone);
    }

    void send(ByteBuffer message) {
        outbound.send(message);
        outbound.flush();
    }

    /** Queues a note, or loses it if too much waits already. Any thread. */
    void tell(NoteHead head, ByteBuffer payload) {
        if (outbound.offer(head, payload)) {
            outbound.flush();
        }
    }

    /** Queues frames that waited for the connection. */
    void handOver(ByteBuf frames) {
        outbound.handOver(frames);
        outbound.flush();
    }

    /** Ends the connection; {@link Listener#lost} follows with this reason. */
    void close(String reason) {
        lastWords = reason;
        channel.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
        assembler = new FrameAssembler(
                channel.alloc(), this::onFrame, settings.limits().maxPeerFrameBytes());
        outbound = new Outbound(
                channel,
                settings.limits().outboundHighWaterBytes(),
                settings.limits().peerOutboundLimitBytes(),
                this::close);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        send(PeerMessages.hello(kind, settings.credentials(), settings.worker()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            assembler.read(bytes);
        } catch (ProtocolViolation violation) {
            assembler.stop();
            close(violation.getMessage());
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        outbound.drain();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        assembler.release();
        outbound.release();
        listener.lost(this, lastWords);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        close(failure.toString());
    }

    private void onFrame(ByteBuffer frame) {
        int length = frame.remaining();
        view.wrap(frame, frame.position(), length);
        int template = edge.templateOf(view, length);
        switch (template) {
            case WelcomeDecoder.TEMPLATE_ID -> welcome(length);
            case PeerReplyDecoder.TEMPLATE_ID -> reply(length);
            case GoodbyeDecoder.TEMPLATE_ID -> goodbye(length);
            default -> throw new ProtocolViolation("a worker does not answer with message " + template);
        }
    }

    private void welcome(int length) {
        edge.requireBlock("Welcome", length, WelcomeDecoder.BLOCK_LENGTH);
        edge.requireTexts("Welcome", view, length, 1);
        WelcomeDecoder decoder = new WelcomeDecoder().wrapAndApplyHeader(view, 0, new MessageHeaderDecoder());
        listener.welcomed(this, decoder.worker());
    }

    private void reply(int length) {
        edge.requireBlock("PeerReply", length, PeerReplyDecoder.BLOCK_LENGTH);
        int start = MessageHeaderDecoder.ENCODED_LENGTH + PeerReplyDecoder.BLOCK_LENGTH;
        byte[] payload = new byte[edge.requirePayload("PeerReply", view, length, start)];
        PeerReplyDecoder decoder = new PeerReplyDecoder().wrapAndApplyHeader(view, 0, new MessageHeaderDecoder());
        decoder.getPayload(payload, 0, payload.length);
        if (decoder.failed() == 0) {
            listener.answered(this, decoder.correlationId(), payload);
        } else {
            listener.failed(this, decoder.correlationId(), new String(payload, StandardCharsets.UTF_8));
        }
    }

    private void goodbye(int length) {
        edge.requireBlock("Goodbye", length, GoodbyeDecoder.BLOCK_LENGTH);
        edge.requireTexts("Goodbye", view, length, 1);
        GoodbyeDecoder decoder = new GoodbyeDecoder().wrapAndApplyHeader(view, 0, new MessageHeaderDecoder());
        assembler.stop();
        close("it said: " + decoder.reason());
    }
}
