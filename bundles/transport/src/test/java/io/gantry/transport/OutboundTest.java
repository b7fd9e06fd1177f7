package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.partition.FrameSink;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboundTest {

    private static final int MESSAGE_BYTES = 100;

    private final FakeWorker worker = new FakeWorker("w1");
    private Transport transport;
    private int port;

    @BeforeEach
    void open(@TempDir Path home) {
        transport = new Transport(TestSettings.of("w1", home), worker.services());
        port = transport.start();
    }

    @AfterEach
    void close() {
        transport.stop();
    }

    @Test
    void shouldDeliverAllMessagesInEachThreadsOrderWhenSeveralThreadsSend() throws Exception {
        int each = 20_000;
        try (Wire wire = Wire.client(port, 1)) {
            FrameSink sink = onlySink();
            CountDownLatch start = new CountDownLatch(1);
            for (int thread = 0; thread < 2; thread++) {
                int sender = thread;
                new Thread(() -> sendWhenWritable(sink, sender, each, start)).start();
            }
            start.countDown();

            int[] next = new int[2];
            for (int i = 0; i < 2 * each; i++) {
                UnsafeBuffer message = wire.read();
                int sender = message.getInt(0);
                assertThat(message.capacity()).isEqualTo(MESSAGE_BYTES);
                assertThat(message.getInt(4)).isEqualTo(next[sender]++);
            }
        }
    }

    @Test
    void shouldNotBeWritableWhenTheReaderIsSlowAndBeWritableAgainWhenItHasRead() throws IOException {
        try (Wire wire = Wire.client(port, 1)) {
            FrameSink sink = onlySink();
            int sent = sendUntilNotWritable(sink);

            for (int i = 0; i < sent; i++) {
                assertThat(wire.read().getInt(4)).isEqualTo(i);
            }

            await().until(sink::isWritable);
        }
    }

    @Test
    void shouldStopReadingFromAClientWhenItDoesNotReadItsAnswers() throws IOException {
        try (Wire wire = Wire.client(port, 1)) {
            FrameSink sink = onlySink();
            int sent = sendUntilNotWritable(sink);
            wire.frame(Wire.command(FakeWorker.LOCAL_SYMBOL, 1, 1, 0));
            assertThat(worker.offered).isEmpty();

            for (int i = 0; i < sent; i++) {
                wire.read();
            }

            await().untilAsserted(() -> assertThat(worker.offered).hasSize(1));
        }
    }

    @Test
    void shouldCloseTheConnectionWhenMoreWaitsThanTheLimitAllows() throws IOException {
        try (Wire slow = Wire.client(port, 1);
                Wire other = Wire.client(port, 2)) {
            FrameSink sink = worker.sinks.get(2L) == null ? onlySink() : worker.sinks.get(1L);
            ByteBuffer message = ByteBuffer.allocate(MESSAGE_BYTES);
            int unread = 0;
            while (worker.disconnected.isEmpty() && unread < 10_000_000) {
                sink.send(message);
                sink.flush();
                unread += MESSAGE_BYTES;
            }

            await().untilAsserted(() -> assertThat(worker.disconnected).containsExactly(1L));
            assertThat(lastMessageOf(slow)).isNotEmpty();
            other.frame(Wire.routeQuery(4));
            assertThat(other.routes().correlationId()).isEqualTo(4);
        }
    }

    @Test
    void shouldSayGoodbyeBehindWhatIsQueuedWhenTheSinkIsClosed() throws IOException {
        try (Wire wire = Wire.client(port, 1)) {
            FrameSink sink = onlySink();
            sink.send(ByteBuffer.allocate(MESSAGE_BYTES));

            sink.close("not needed any more");

            assertThat(wire.read().capacity()).isEqualTo(MESSAGE_BYTES);
            assertThat(wire.goodbyeAndEnd()).isEqualTo("not needed any more");
        }
    }

    @Test
    void shouldLeaveTheCallersBufferAsItWasWhenAMessageIsSent() throws IOException {
        try (Wire wire = Wire.client(port, 1)) {
            ByteBuffer buffer = ByteBuffer.allocate(50).position(10).limit(30);

            onlySink().send(buffer);
            onlySink().flush();

            assertThat(buffer.position()).isEqualTo(10);
            assertThat(buffer.limit()).isEqualTo(30);
            assertThat(wire.read().capacity()).isEqualTo(20);
        }
    }

    private FrameSink onlySink() {
        return worker.sinks.values().iterator().next();
    }

    /** Returns how many messages went into the sink; it stays not writable until the client reads. */
    private static int sendUntilNotWritable(FrameSink sink) {
        ByteBuffer message = ByteBuffer.allocate(MESSAGE_BYTES);
        int[] sent = {0};
        await().pollInterval(Duration.ofMillis(1))
                .during(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    boolean isFull = !sink.isWritable();
                    while (sink.isWritable()) {
                        message.putInt(4, Integer.reverseBytes(sent[0]++));
                        sink.send(message);
                        sink.flush();
                    }
                    return isFull;
                });
        return sent[0];
    }

    private static void sendWhenWritable(FrameSink sink, int sender, int count, CountDownLatch start) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(MESSAGE_BYTES);
        UnsafeBuffer message = new UnsafeBuffer(bytes);
        message.putInt(0, sender);
        try {
            start.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < count; i++) {
            while (!sink.isWritable()) {
                Thread.onSpinWait();
            }
            message.putInt(4, i);
            sink.send(bytes);
            sink.flush();
        }
    }

    private static Optional<String> lastMessageOf(Wire wire) throws IOException {
        String last = "";
        try {
            while (true) {
                last = "message of " + wire.read().capacity() + " bytes";
            }
        } catch (EOFException | SocketException end) {
            return Optional.of(last);
        }
    }
}
