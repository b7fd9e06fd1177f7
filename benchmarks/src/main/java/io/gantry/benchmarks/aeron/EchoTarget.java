package io.gantry.benchmarks.aeron;

import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import io.gantry.benchmarks.load.AnswerLog;
import io.gantry.benchmarks.load.LinkRun;
import io.gantry.benchmarks.load.LinkSample;
import io.gantry.benchmarks.load.Target;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** A client of the echo cluster, with a media driver of its own. */
public final class EchoTarget implements Target, EgressListener {
    private static final long CONNECT_SECONDS = 60;
    private static final long WAIT_NANOS = 50_000;

    private final AnswerLog answers;
    private final UnsafeBuffer message;
    private final MediaDriver driver;
    private final AeronCluster cluster;

    private EchoTarget(EchoTask task, AnswerLog answers) {
        this.answers = answers;
        message = new UnsafeBuffer(new byte[task.messageBytes()]);
        driver = MediaDriver.launch(new MediaDriver.Context()
                .aeronDirectoryName(task.folder())
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy())
                .termBufferSparseFile(true)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
        cluster = connect(task);
    }

    private AeronCluster connect(EchoTask task) {
        try {
            return AeronCluster.connect(new AeronCluster.Context()
                    .aeronDirectoryName(task.folder())
                    .ingressChannel(EchoChannels.INGRESS)
                    .ingressEndpoints(task.ingress())
                    .egressChannel(EchoChannels.EGRESS)
                    .egressListener(this)
                    .messageTimeoutNs(TimeUnit.SECONDS.toNanos(CONNECT_SECONDS)));
        } catch (RuntimeException failure) {
            driver.close();
            throw failure;
        }
    }

    /** Measures. */
    public static LinkSample run(EchoTask task) {
        AnswerLog answers = new AnswerLog();
        try (EchoTarget target = new EchoTarget(task, answers)) {
            return LinkRun.run(target, answers, task.plan(), 0, Integer.MAX_VALUE);
        }
    }

    @Override
    public boolean offer(int request) {
        message.putInt(0, request);
        return cluster.offer(message, 0, message.capacity()) > 0;
    }

    @Override
    public void await() {
        LockSupport.parkNanos(WAIT_NANOS);
    }

    @Override
    public int poll() {
        return cluster.pollEgress();
    }

    @Override
    public void onMessage(long sessionId, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
        answers.answered(buffer.getInt(offset), true, 0);
    }

    @Override
    public void close() {
        cluster.close();
        driver.close();
    }
}
