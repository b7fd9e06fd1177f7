package io.gantry.partition;

import io.gantry.engine.api.partition.PartitionException;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.ProtocolException;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.SubscribeDecoder;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty cycle of one partition on its lane: first what is asked by the control plane, then a batch of commands. A
 * failure of the core takes this partition out of service and leaves the lane's others alone.
 */
final class PartitionAgent implements Agent {

    /** The one type of message in the inbound ring: a connection id, then an SBE message. */
    static final int FRAME = 1;

    /** Bytes before the SBE message. */
    static final int FRAME_HEADER = Long.BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(PartitionAgent.class);
    private static final int COMMANDS_PER_TURN = 256;
    private static final int MAX_TASKS = 4096;

    /** Something that the control plane wants done on the lane; false: again later. */
    private interface Task {
        boolean run(long nowNanos);
    }

    /** A change of the core at a time; false: the log had no room, again later. */
    @FunctionalInterface
    interface Change {
        boolean apply(PartitionCore core, long nowNanos);
    }

    private final int partition;
    private final PartitionCore core;
    private final LaneOutput output;
    private final ManyToOneRingBuffer inbound;
    private final EpochNanoClock clock;
    private final Consumer<Throwable> whenFailed;
    private final Queue<Task> tasks = new ManyToOneConcurrentArrayQueue<>(MAX_TASKS);
    private final ControlledMessageHandler handler = this::frame;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubscribeDecoder subscribe = new SubscribeDecoder();
    private final CommandCodec commands = new CommandCodec();
    private final CommandBatch batch = new CommandBatch();
    private long nowNanos;
    private boolean failed;

    PartitionAgent(
            int partition,
            PartitionCore core,
            LaneOutput output,
            ManyToOneRingBuffer inbound,
            EpochNanoClock clock,
            Consumer<Throwable> whenFailed) {
        this.partition = partition;
        this.core = core;
        this.output = output;
        this.inbound = inbound;
        this.clock = clock;
        this.whenFailed = whenFailed;
    }

    /** Runs a question on the lane. Any thread. */
    <T> CompletionStage<T> ask(Function<PartitionCore, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        submit(answer, now -> {
            answer.complete(question.apply(core));
            return true;
        });
        return answer;
    }

    /** Like {@link #ask}; the answer comes when everything logged and given out before it has left. */
    <T> CompletionStage<T> askAndRelease(Function<PartitionCore, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        submit(answer, now -> {
            T value = question.apply(core);
            output.whenReleased(() -> answer.complete(value));
            return true;
        });
        return answer;
    }

    /** Runs a change on the lane until it says that it is done. Any thread. */
    CompletionStage<Void> change(Change change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        submit(done, now -> {
            boolean finished = change.apply(core, now);
            if (finished) {
                done.complete(null);
            }
            return finished;
        });
        return done;
    }

    @Override
    public int doWork() {
        if (failed) {
            return refuseTasks();
        }
        try {
            nowNanos = clock.nanoTime();
            int work = runTasks();
            core.tick(nowNanos);
            return work + runCommands();
        } catch (RuntimeException | Error failure) {
            failed = true;
            LOG.error("partition {} is out of service: {}", partition, failure.getMessage(), failure);
            whenFailed.accept(failure);
            return 0;
        }
    }

    /** Whether commands were taken out of the inbound ring that are not executed yet. Any thread. */
    boolean isHoldingCommands() {
        return batch.isHolding();
    }

    @Override
    public String roleName() {
        return "partition-" + partition;
    }

    private int runCommands() {
        int taken = 0;
        while (taken < COMMANDS_PER_TURN && output.hasRoom() && batch.execute(core, nowNanos)) {
            batch.clear();
            int read = inbound.controlledRead(handler, CommandBatch.SIZE);
            if (read == 0) {
                break;
            }
            taken += read;
        }
        return taken;
    }

    private Action frame(int type, MutableDirectBuffer buffer, int index, int length) {
        long connectionId = buffer.getLong(index);
        int message = index + FRAME_HEADER;
        header.wrap(buffer, message);
        if (header.templateId() == OrderCommandMessageDecoder.TEMPLATE_ID) {
            try {
                commands.decode(buffer, message, batch.holder());
            } catch (ProtocolException bad) {
                LOG.warn("partition {}: dropped a message that was not checked on its way in", partition, bad);
                return Action.CONTINUE;
            }
            batch.add(connectionId);
            return Action.CONTINUE;
        }
        if (!batch.isEmpty()) {
            // Its turn comes after the commands before it.
            return Action.ABORT;
        }
        subscribe.wrapAndApplyHeader(buffer, message, header);
        core.subscribe(connectionId, subscribe.symbolId(), subscribe.fromEvent());
        return Action.CONTINUE;
    }

    private void submit(CompletableFuture<?> result, Task task) {
        boolean taken = tasks.offer(now -> {
            if (failed) {
                result.completeExceptionally(outOfService());
                return true;
            }
            try {
                return task.run(now);
            } catch (PartitionException refused) {
                result.completeExceptionally(refused);
                return true;
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
                throw failure;
            }
        });
        if (!taken) {
            result.completeExceptionally(new PartitionException(
                    "partition " + partition + " has " + MAX_TASKS + " requests waiting already"));
        }
    }

    private int runTasks() {
        int done = 0;
        for (Task task = tasks.peek(); task != null && task.run(nowNanos); task = tasks.peek()) {
            tasks.remove();
            done++;
        }
        return done;
    }

    private int refuseTasks() {
        int refused = 0;
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run(nowNanos);
            refused++;
        }
        return refused;
    }

    private PartitionException outOfService() {
        return new PartitionException("partition " + partition + " is out of service; the log of its worker says why");
    }
}
