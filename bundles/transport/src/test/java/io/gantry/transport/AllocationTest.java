package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.partition.PartitionReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the I/O thread to its promise: a command costs no memory of its own, taken or refused. */
final class AllocationTest implements PartitionHost {

    private static final long CLIENT = 5;
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 50_000;
    private static final int BYTES_PER_COMMAND = 16;

    private final AtomicLong offers = new AtomicLong();
    private volatile Offer answer = Offer.ACCEPTED;

    @Test
    void shouldNotAllocatePerCommandWhenItIsTaken(@TempDir Path home) throws IOException {
        assertThat(bytesPerCommand(home)).isLessThan(BYTES_PER_COMMAND);
    }

    @Test
    void shouldNotAllocatePerCommandWhenItIsRefused(@TempDir Path home) throws IOException {
        answer = Offer.FULL;

        assertThat(bytesPerCommand(home)).isLessThan(BYTES_PER_COMMAND);
    }

    private double bytesPerCommand(Path home) throws IOException {
        FakeWorker worker = new FakeWorker("w1");
        WorkerServices services = new WorkerServices(worker, this, worker, worker.peerServices);
        Transport transport = new Transport(TestSettings.of("w1", home), services);
        try (Wire wire = Wire.client(transport.start(), CLIENT)) {
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> drop(wire));
            send(wire, WARM_UP);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long ioThread = ioThread();
            long before = threads.getThreadAllocatedBytes(ioThread);

            send(wire, MEASURED);

            double bytes = (threads.getThreadAllocatedBytes(ioThread) - before) / (double) MEASURED;
            wire.socket.close();
            reader.join();
            return bytes;
        } finally {
            transport.stop();
        }
    }

    private void send(Wire wire, int commands) throws IOException {
        long target = offers.get() + commands;
        byte[] frame = Wire.framed(Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 9, 0));
        ByteBuffer hundred = ByteBuffer.allocate(100 * frame.length);
        for (int i = 0; i < 100; i++) {
            hundred.put(frame);
        }
        for (int sent = 0; sent < commands; sent += 100) {
            wire.raw(hundred.array());
        }
        await().until(() -> offers.get() == target);
    }

    private static boolean drop(Wire wire) {
        try {
            byte[] buffer = new byte[64 * 1024];
            int read = 0;
            while (read >= 0) {
                read = wire.socket.getInputStream().read(buffer);
            }
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static long ioThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gantry-io"))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    @Override
    public Offer offer(int partition, long connectionId, ByteBuffer message) {
        offers.incrementAndGet();
        return answer;
    }

    @Override
    public boolean hosts(int partition) {
        return false;
    }

    @Override
    public void connected(long connectionId, FrameSink sink) {}

    @Override
    public void disconnected(long connectionId) {}

    @Override
    public List<PartitionReport> reports() {
        return List.of();
    }

    @Override
    public CompletionStage<BookView> book(int partition, int symbolId, int levels) {
        return CompletableFuture.failedStage(new UnsupportedOperationException());
    }
}
