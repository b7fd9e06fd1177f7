package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.gantry.engine.api.cluster.PeerService;
import io.gantry.engine.api.cluster.Peers;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds the telling thread and the I/O threads of both workers to their promise: a note costs no memory of its own. */
final class NoteAllocationTest implements PeerService {

    private static final int NOTES = 50_000;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int NOTE_BYTES = 100;
    private static final int MOST_ON_ITS_WAY = 1_000;
    /** Chunks and wake-ups are shared by as many notes as come in the meantime, on a busy machine by few. */
    private static final int BYTES_PER_NOTE = 32;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final AtomicInteger heard = new AtomicInteger();

    @Test
    @Timeout(60)
    void shouldNotAllocatePerNote(@TempDir Path home) {
        FakeWorker one = new FakeWorker("w1");
        FakeWorker two = new FakeWorker("w2");
        two.peerServices.add(() -> Optional.of(this));
        Transport first = new Transport(TestSettings.of("w1", home.resolve("w1")), one.services());
        Transport second = new Transport(TestSettings.of("w2", home.resolve("w2")), two.services());
        try {
            first.start();
            one.memberAt("w2", second.start(), "first");
            await().until(() -> {
                first.peers().tell("w2", name(), ByteBuffer.allocate(NOTE_BYTES));
                return heard.get() > 0;
            });
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                tell(first.peers());
            }
            long[] threadIds = thisAndIoThreads();
            long before = allocatedBytes(threadIds);

            tell(first.peers());

            assertThat((allocatedBytes(threadIds) - before) / (double) NOTES).isLessThan(BYTES_PER_NOTE);
        } finally {
            first.stop();
            second.stop();
        }
    }

    private void tell(Peers peers) {
        ByteBuffer note = ByteBuffer.allocateDirect(NOTE_BYTES);
        int from = heard.get();
        for (int told = 0; told < NOTES; told++) {
            while (told - (heard.get() - from) > MOST_ON_ITS_WAY) {
                Thread.onSpinWait();
            }
            peers.tell("w2", name(), note);
        }
        while (heard.get() < from + NOTES) {
            Thread.onSpinWait();
        }
    }

    private long allocatedBytes(long[] threadIds) {
        return LongStream.of(threads.getThreadAllocatedBytes(threadIds)).sum();
    }

    private static long[] thisAndIoThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread == Thread.currentThread() || thread.getName().startsWith("gantry-io"))
                .mapToLong(Thread::getId)
                .toArray();
    }

    @Override
    public String name() {
        return "ear";
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] request) {
        return CompletableFuture.completedFuture(request);
    }

    @Override
    public void told(String worker, ByteBuffer message) {
        heard.lazySet(heard.get() + 1);
    }
}
