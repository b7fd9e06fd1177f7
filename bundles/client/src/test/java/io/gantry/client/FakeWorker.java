package io.gantry.client;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.HelloDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.RouteQueryDecoder;
import io.gantry.protocol.sbe.SubscribeDecoder;
import io.gantry.protocol.sbe.WireFeedKind;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A worker that greets and tells routes by itself and leaves every command and subscription to the test. Plain sockets, a thread per
 * connection.
 */
final class FakeWorker implements Closeable {

    private static final int WAIT_SECONDS = 10;

    /** A command that arrived, and where to answer. */
    record Received(FakeSession session, OrderCommand command) {}

    /** A subscription that arrived, or its end, and where to answer. */
    record Subscribed(FakeSession session, int symbolId, long fromEvent, WireFeedKind feed) {}

    final BlockingQueue<Received> commands = new LinkedBlockingQueue<>();
    final BlockingQueue<Subscribed> subscriptions = new LinkedBlockingQueue<>();
    final BlockingQueue<Subscribed> ends = new LinkedBlockingQueue<>();
    final AtomicInteger routeQueries = new AtomicInteger();
    final AtomicInteger connections = new AtomicInteger();
    volatile FakeRoutes routes = FakeRoutes.NONE;
    volatile boolean isMute;
    private volatile CountDownLatch running = new CountDownLatch(0);
    volatile BiConsumer<FakeSession, OrderCommand> onCommand =
            (session, command) -> commands.add(new Received(session, command));
    private final Queue<FakeSession> sessions = new ConcurrentLinkedQueue<>();
    private final int port;
    private volatile ServerSocket acceptor;

    FakeWorker() throws IOException {
        acceptor = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        port = acceptor.getLocalPort();
        acceptOn(acceptor);
    }

    int port() {
        return port;
    }

    /** The next command, waiting for it. */
    Received next() throws InterruptedException {
        Received received = commands.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (received == null) {
            throw new AssertionError("no command within " + WAIT_SECONDS + " s");
        }
        return received;
    }

    /** The next subscription, waiting for it. */
    Subscribed nextSubscription() throws InterruptedException {
        Subscribed received = subscriptions.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (received == null) {
            throw new AssertionError("no subscription within " + WAIT_SECONDS + " s");
        }
        return received;
    }

    /** Stands still with its sockets open until {@link #resume}: what comes waits. */
    void pause() {
        running = new CountDownLatch(1);
    }

    void resume() {
        running.countDown();
    }

    /** Cuts all connections; new ones are taken. */
    void cutConnections() {
        for (FakeSession session = sessions.poll(); session != null; session = sessions.poll()) {
            session.cut();
        }
    }

    /** Is gone until {@link #comeBack}. */
    void goAway() throws IOException {
        resume();
        acceptor.close();
        cutConnections();
    }

    void comeBack() throws IOException {
        acceptor = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        acceptOn(acceptor);
    }

    @Override
    public void close() throws IOException {
        goAway();
    }

    private void acceptOn(ServerSocket open) {
        Thread thread = new Thread(
                () -> {
                    while (!open.isClosed()) {
                        try {
                            Socket socket = open.accept();
                            connections.incrementAndGet();
                            FakeSession session = new FakeSession(socket);
                            sessions.add(session);
                            start(() -> read(session, socket));
                        } catch (IOException closed) {
                            cutConnections();
                        }
                    }
                    cutConnections();
                },
                "fake-worker");
        thread.setDaemon(true);
        thread.start();
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "fake-session");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(FakeSession session, Socket socket) {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (!socket.isClosed()) {
                byte[] message = new byte[Integer.reverseBytes(in.readInt())];
                in.readFully(message);
                running.await();
                handle(session, new UnsafeBuffer(message));
            }
        } catch (IOException | InterruptedException closed) {
            session.cut();
        }
    }

    private void handle(FakeSession session, UnsafeBuffer message) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(message, 0);
        if (isMute) {
            return;
        }
        switch (header.templateId()) {
            case HelloDecoder.TEMPLATE_ID -> session.welcome();
            case RouteQueryDecoder.TEMPLATE_ID -> {
                routeQueries.incrementAndGet();
                session.send(routes.encode(new RouteQueryDecoder()
                        .wrapAndApplyHeader(message, 0, header)
                        .correlationId()));
            }
            case OrderCommandMessageDecoder.TEMPLATE_ID -> {
                OrderCommand command = new OrderCommand();
                new CommandCodec().decode(message, 0, command);
                onCommand.accept(session, command);
            }
            case SubscribeDecoder.TEMPLATE_ID -> {
                SubscribeDecoder decoder = new SubscribeDecoder().wrapAndApplyHeader(message, 0, header);
                (decoder.isEnd() == 1 ? ends : subscriptions)
                        .add(new Subscribed(session, decoder.symbolId(), decoder.fromEvent(), decoder.feed()));
            }
            default -> throw new AssertionError("message " + header.templateId());
        }
    }
}
