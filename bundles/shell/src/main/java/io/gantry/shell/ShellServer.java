package io.gantry.shell;

import io.gantry.shell.LineChannel.BadLineException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the shell on a Unix domain socket: a thread and a session per connection.
 *
 * <p>A client sends lines of UTF-8, at most {@value LineChannel#MAX_LINE_BYTES} bytes each, and gets lines of JSON. To a line of Gogo it gets
 * {@code {"out":"..."}} and {@code {"err":"..."}} for each line that the command prints, as it prints them, and at last {@code {"status":0}}. To
 * {@code {"line":"..."}} it gets one {@code {"output":"...","status":0}} when the command has ended.
 */
final class ShellServer implements AutoCloseable {

    /** Connections at once. */
    static final int MAX_CONNECTIONS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ShellServer.class);

    private static final long STOP_MILLIS = 1_000;

    private final Supplier<ShellSession> sessions;
    private final SocketPlace place;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;

    private ShellServer(Supplier<ShellSession> sessions, SocketPlace place, ServerSocketChannel server) {
        this.sessions = sessions;
        this.place = place;
        this.server = server;
        AtomicInteger count = new AtomicInteger();
        threads =
                new ThreadPoolExecutor(1, MAX_CONNECTIONS + 1, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "gantry-shell-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Opens the socket.
     *
     * @param home the worker's folder
     */
    static ShellServer open(Path home, Supplier<ShellSession> sessions) throws IOException {
        SocketPlace place = SocketPlace.prepare(home);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(place.socket()));
            place.announce();
        } catch (IOException failure) {
            server.close();
            throw failure;
        }
        ShellServer shell = new ShellServer(sessions, place, server);
        shell.threads.execute(shell::accept);
        LOG.info("shell at {}", place.socket());
        return shell;
    }

    /** Where clients connect. */
    Path socket() {
        return place.socket();
    }

    private void accept() {
        try {
            while (true) {
                admit(server.accept());
            }
        } catch (ClosedChannelException closed) {
            LOG.debug("shell closed");
        } catch (IOException failure) {
            LOG.error("the shell takes no more connections: {}", Words.of(failure));
        }
    }

    private void admit(SocketChannel client) throws IOException {
        connections.add(client);
        try {
            threads.execute(() -> serve(client));
        } catch (RejectedExecutionException full) {
            LineChannel lines = new LineChannel(client);
            Reply reply = Replies.asItComes(lines::write);
            reply.err("the worker has " + MAX_CONNECTIONS + " shell connections already");
            reply.status(ShellFailure.FAILED);
            connections.remove(client);
            client.close();
        }
    }

    private void serve(SocketChannel client) {
        try (LineChannel lines = new LineChannel(client);
                ShellSession session = sessions.get()) {
            Optional<String> line = next(lines);
            while (line.isPresent()) {
                Request request = Request.of(line.get());
                session.run(
                        request.line(),
                        request.isWhole() ? Replies.inOnePiece(lines::write) : Replies.asItComes(lines::write));
                line = next(lines);
            }
        } catch (IOException gone) {
            LOG.debug("a shell connection ended: {}", Words.of(gone));
        } catch (RuntimeException failure) {
            LOG.error("a shell connection failed", failure);
        } finally {
            connections.remove(client);
        }
    }

    /** After a line that cannot be taken nothing is known of where the next one begins, so there is none. */
    private static Optional<String> next(LineChannel lines) throws IOException {
        try {
            return lines.read();
        } catch (BadLineException bad) {
            Reply reply = Replies.asItComes(lines::write);
            reply.err(bad.getMessage());
            reply.status(ShellFailure.USAGE);
            return Optional.empty();
        }
    }

    /** Ends all connections and removes the socket. */
    @Override
    public void close() {
        closeQuietly(server);
        connections.forEach(ShellServer::closeQuietly);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("a command of the shell still runs; it is left behind");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            place.clear();
        } catch (IOException failure) {
            LOG.warn("the shell's socket is left behind: {}", Words.of(failure));
        }
    }

    private static void closeQuietly(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception failure) {
            LOG.debug("closing: {}", Words.of(failure));
        }
    }
}
