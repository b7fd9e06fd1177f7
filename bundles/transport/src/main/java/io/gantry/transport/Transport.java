package io.gantry.transport;

import io.gantry.engine.api.cluster.Peers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's port from bind to close. {@link #start} and {@link #stop} are called once each, by one thread. */
final class Transport {

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final int BACKLOG = 1024;
    private static final int STOP_MILLIS = 2_000;
    private static final WriteBufferWaterMark SOCKET_MARKS = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final TransportSettings settings;
    private final WorkerServices services;
    private final PortFile portFile;
    private final EventLoopGroup loops;
    private final PeerLinks peers;
    private final AtomicLong lastConnectionId = new AtomicLong();
    private final Map<Long, Connection> connections = new ConcurrentHashMap<>();
    private Channel acceptor;

    Transport(TransportSettings settings, WorkerServices services) {
        this.settings = settings;
        this.services = services;
        portFile = new PortFile(settings.home());
        loops = new MultiThreadIoEventLoopGroup(
                settings.ioThreads(), new DefaultThreadFactory("gantry-io", true), NioIoHandler.newFactory());
        peers = new PeerLinks(settings, services, loops);
    }

    /** Calls to other workers. */
    Peers peers() {
        return peers;
    }

    /**
     * Opens the port.
     *
     * @return the port that was bound
     * @throws TransportException if it cannot be bound, or the port file cannot be written
     */
    int start() {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, SOCKET_MARKS)
                .childHandler(new Acceptance())
                .bind(settings.host(), settings.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw failedStart(new TransportException(
                    "worker " + settings.worker() + " cannot listen on " + settings.host() + ":" + settings.port()
                            + ": " + bound.cause() + "; stop what uses the port, or give the worker another one",
                    bound.cause()));
        }
        acceptor = bound.channel();
        int port = portOf(acceptor);
        try {
            portFile.write(port);
        } catch (TransportException failure) {
            acceptor.close();
            throw failedStart(failure);
        }
        LOG.info("worker {} listens on {}:{}", settings.worker(), settings.host(), port);
        return port;
    }

    /** Stops accepting, says Goodbye, closes, and ends the threads, in this order and within a few seconds. */
    void stop() {
        acceptor.close().awaitUninterruptibly();
        portFile.remove();
        CountDownLatch remaining = new CountDownLatch(connections.size());
        connections.values().forEach(connection -> connection.whenClosed(remaining::countDown));
        connections.values().forEach(connection -> connection.leaveFromAnyThread("worker is stopping"));
        peers.close();
        try {
            remaining.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        endLoops();
    }

    private TransportException failedStart(TransportException failure) {
        endLoops();
        return failure;
    }

    private void endLoops() {
        loops.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP_MILLIS);
    }

    private static int portOf(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Sets up accepted connections. */
    private final class Acceptance extends ChannelInitializer<SocketChannel> {

        @Override
        protected void initChannel(SocketChannel channel) {
            long id = lastConnectionId.incrementAndGet();
            SelfAddress self = new SelfAddress(settings.worker(), portOf(channel.parent()));
            Connection connection = new Connection(id, channel, settings, services, self);
            connections.put(id, connection);
            channel.closeFuture().addListener(closed -> connections.remove(id));
            channel.pipeline().addLast(connection);
        }
    }
}
