package io.gantry.benchmarks.worker;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.load.AnswerLog;
import io.gantry.benchmarks.load.Target;
import io.gantry.benchmarks.stream.MarketFlow;
import io.gantry.benchmarks.wire.Answers;
import io.gantry.benchmarks.wire.FlowCommands;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;

/** A worker's partition: encoded commands into its queue, encoded answers out of its egress. Closes the partition with itself. */
public final class PartitionTarget implements Target {
    private static final long CONNECTION = 1;
    private static final long CLIENT = 1;

    /** Our client library keeps to this, too: so many answers the partition keeps for retries. */
    private static final int MOST_PER_SYMBOL = 1_000;

    private final FlowCommands commands;
    private final AnswerLog log;
    private final int window;
    private final LonePartition partition;
    private final ByteBuffer message =
            ByteBuffer.allocateDirect(FlowCommands.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer view = new UnsafeBuffer(message);
    private final AtomicReference<BenchException> failure = new AtomicReference<>();

    /** @param partition that has as many symbols as the flow, and has taken no command yet */
    public PartitionTarget(MarketFlow flow, AnswerLog log, LonePartition partition) {
        this.log = log;
        this.partition = partition;
        commands = new FlowCommands(flow, partition.symbolIds(), CLIENT);
        window = MOST_PER_SYMBOL * flow.symbols();
        partition.host().connected(CONNECTION, new Sink(new Answers(log)));
    }

    @Override
    public boolean offer(int request) {
        int answered = log.answered();
        if (request - answered >= window) {
            return false;
        }
        commands.encode(request, answered, view, 0);
        Offer offer = partition.host().offer(LonePartition.PARTITION, CONNECTION, message);
        if (offer == Offer.NOT_SERVING) {
            throw new BenchException("the partition does not serve any more: " + partition.report());
        }
        if (offer == Offer.FULL) {
            return false;
        }
        commands.sent(request);
        return true;
    }

    @Override
    public void check() {
        partition.check();
        BenchException sad = failure.get();
        if (sad != null) {
            throw sad;
        }
    }

    @Override
    public void close() {
        partition.close();
    }

    /** What leaves, on the egress thread. */
    private final class Sink implements FrameSink {
        private final Answers answers;
        private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
        private ByteBuffer wrapped = ByteBuffer.allocate(0);

        private Sink(Answers answers) {
            this.answers = answers;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(ByteBuffer leaving) {
            if (leaving != wrapped) {
                wrapped = leaving;
                frame.wrap(leaving, 0, leaving.capacity());
            }
            try {
                answers.message(frame, leaving.position());
            } catch (BenchException notExecuted) {
                failure.compareAndSet(null, notExecuted);
            }
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close(String reason) {
            failure.compareAndSet(null, new BenchException("the partition closes the connection: " + reason));
        }
    }
}
