package io.gantry.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One accepted connection: bytes to frames, frames to the session, and a civil end. All methods run on its I/O thread. Hot path. */
final class Connection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** How long a connection that got its Goodbye may take to read it and to close. */
    private static final int LINGER_MILLIS = 1_000;

    private final long id;
    private final SocketChannel channel;
    private final TransportSettings settings;
    private final FrameAssembler assembler;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private volatile Outbound outbound;
    private Session session;
    private Future<?> helloTimeout;
    private boolean isLeaving;

    Connection(long id, SocketChannel channel, TransportSettings settings, WorkerServices services, SelfAddress self) {
        this.id = id;
        this.channel = channel;
        this.settings = settings;
        assembler = new FrameAssembler(
                channel.alloc(), this::onFrame, settings.limits().maxClientFrameBytes());
        outbound = openOutbound(settings.limits().outboundLimitBytes());
        session = new Greeting(this, settings, services, self);
    }

    /** Unique in this process. */
    long id() {
        return id;
    }

    /** A new way out with a limit of its own; used for what is sent from here on. */
    Outbound openOutbound(int limitBytes) {
        outbound = new Outbound(channel, settings.limits().outboundHighWaterBytes(), limitBytes, this::leave);
        return outbound;
    }

    /** Hands frames to another session, from the next one on. */
    void become(Session next, int maxFrameBytes) {
        helloTimeout.cancel(false);
        session = next;
        assembler.maxFrameBytes(maxFrameBytes);
    }

    /** Says Goodbye behind all that is queued, and ends the connection. */
    void leave(String reason) {
        if (isLeaving || !channel.isActive()) {
            return;
        }
        isLeaving = true;
        assembler.stop();
        outbound.drainAndClose();
        ByteBuffer goodbye = PeerMessages.goodbye(reason);
        ByteBuf last = channel.alloc().directBuffer(FrameAssembler.PREFIX_BYTES + goodbye.remaining());
        last.writeIntLE(goodbye.remaining()).writeBytes(goodbye);
        channel.writeAndFlush(last).addListener((ChannelFutureListener) written -> closeOutput());
        // what the other side has sent meanwhile is read and dropped: closing with unread input would destroy the
        // Goodbye on its way
        channel.config().setAutoRead(true);
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** {@link #leave} from another thread. */
    void leaveFromAnyThread(String reason) {
        outbound.close(reason);
    }

    /** Runs something when the connection is gone. Any thread. */
    void whenClosed(Runnable action) {
        channel.closeFuture().addListener(closed -> action.run());
    }

    private void closeOutput() {
        if (channel.isActive()) {
            channel.shutdownOutput();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        int millis = settings.patience().helloMillis();
        helloTimeout = channel.eventLoop()
                .schedule(() -> leave("no Hello within " + millis + " ms"), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            assembler.read(bytes);
            // one turn of the I/O thread may read many times before channelReadComplete, and refusals are longer than
            // commands
            if (!outbound.isWritable()) {
                outbound.drain();
            }
        } catch (ProtocolViolation violation) {
            leave(violation.getMessage());
        } finally {
            bytes.release();
        }
    }

    private void onFrame(ByteBuffer frame) {
        int length = frame.remaining();
        view.wrap(frame, frame.position(), length);
        session.message(frame, view, length);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        outbound.drain();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        outbound.drain();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        helloTimeout.cancel(false);
        view.wrap(Unpooled.EMPTY_BUFFER.nioBuffer());
        assembler.release();
        outbound.release();
        session.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof IOException) {
            channel.close();
        } else {
            LOG.error("connection {} from {} ends", id, channel.remoteAddress(), failure);
            leave("internal error: " + failure.getClass().getSimpleName());
        }
    }
}
