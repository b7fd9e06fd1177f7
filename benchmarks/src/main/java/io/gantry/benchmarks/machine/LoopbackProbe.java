package io.gantry.benchmarks.machine;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.measure.Percentiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.HdrHistogram.Histogram;

/** Sends a message to a thread that sends it back, over TCP; both threads block. */
final class LoopbackProbe {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int WARM_UP_PART = 4;

    private LoopbackProbe() {}

    static Percentiles run(int messageBytes, long nanos) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort);
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Thread echo = new Thread(() -> echo(accepted, messageBytes), "loopback-echo");
            echo.setDaemon(true);
            echo.start();
            roundTrips(client, messageBytes, nanos / WARM_UP_PART);
            return Percentiles.of(roundTrips(client, messageBytes, nanos));
        } catch (IOException e) {
            throw new BenchException("the loopback cannot be measured: " + e.getMessage(), e);
        }
    }

    private static Histogram roundTrips(SocketChannel client, int messageBytes, long nanos) throws IOException {
        Histogram times = new Histogram(HIGHEST_NANOS, 3);
        ByteBuffer message = ByteBuffer.allocateDirect(messageBytes);
        long start = System.nanoTime();
        long sent = start;
        while (sent - start < nanos) {
            message.clear();
            write(client, message);
            message.clear();
            if (!read(client, message)) {
                throw new IOException("the echo ended");
            }
            long now = System.nanoTime();
            times.recordValue(Math.min(HIGHEST_NANOS, now - sent));
            sent = now;
        }
        return times;
    }

    private static void echo(SocketChannel channel, int messageBytes) {
        ByteBuffer message = ByteBuffer.allocateDirect(messageBytes);
        try {
            while (read(channel, message.clear())) {
                write(channel, message.flip());
            }
        } catch (IOException closed) {
            // The other side sees it, too, and says so.
        }
    }

    private static void write(SocketChannel channel, ByteBuffer message) throws IOException {
        while (message.hasRemaining()) {
            channel.write(message);
        }
    }

    private static boolean read(SocketChannel channel, ByteBuffer message) throws IOException {
        while (message.hasRemaining()) {
            if (channel.read(message) < 0) {
                return false;
            }
        }
        return true;
    }
}
