package io.gantry.partition;

import io.gantry.engine.api.partition.PartitionException;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.ProtocolException;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The duty cycle of one partition on its lane: what other replicas and the register say, what the control plane asks, a batch of commands, and what
 * followers are to get of it. A failure of the core takes this partition out of service and leaves the lane's others alone.
 */
final class PartitionAgent implements Agent {

    /** The one type of message in the inbound ring: a connection id, then an SBE message. */
    static final int FRAME = 1;

    /** Bytes before the SBE message. */
    static final int FRAME_HEADER = Long.BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(PartitionAgent.class);
    private static final int COMMANDS_PER_TURN = 256;
    private static final int MAX_TASKS = 4096;
    private static final long TICK_NANOS = 5_000_000;

    /** Something that the control plane wants done on the lane; false: again later. */
    private interface Task {
        boolean run(Generation generation, long nowNanos);
    }

    /** A change of the core at a time; false: the log had no room, again later. */
    @FunctionalInterface
    interface Change {
        boolean apply(PartitionCore core, long nowNanos);
    }

    /** Hears what becomes of the replica. On the lane. */
    interface Listener {

        /** Where it stands now; told when something of it other than positions changed, and now and then. */
        void stands(ReplicaView view);

        /** Something was done that the egress may have to tell. */
        void worked();

        /** There is something to do on the lane. Any thread. */
        void wanted();

        /** Its state is to be made anew; nothing is done until {@link PartitionAgent#resume}. */
        void superseded(long keepUntil, boolean isComplete);

        /** It is out of service. */
        void failed(Throwable cause);
    }

    private final int partition;
    private final ManyToOneRingBuffer inbound;
    private final EpochNanoClock clock;
    private final NanoClock timer;
    private final Listener listener;
    private final Queue<Task> tasks = new ManyToOneConcurrentArrayQueue<>(MAX_TASKS);
    private final ControlledMessageHandler handler = this::frame;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandCodec commands = new CommandCodec();
    private final CommandBatch batch = new CommandBatch();
    private final AtomicReference<Optional<Generation>> generation = new AtomicReference<>(Optional.empty());
    private Optional<Role> toldRole = Optional.empty();
    private long toldEpoch;
    private long toldNanos;
    private String toldPrimary = "";
    private long tickedNanos;
    private long nowNanos;
    private Optional<FeedRequest> request = Optional.empty();
    private volatile boolean failed;

    PartitionAgent(
            int partition, ManyToOneRingBuffer inbound, EpochNanoClock clock, NanoClock timer, Listener listener) {
        this.partition = partition;
        this.inbound = inbound;
        this.clock = clock;
        this.timer = timer;
        this.listener = listener;
    }

    /** The state is there; the lane goes on with it from its next turn. */
    void resume(Generation opened) {
        generation.set(Optional.of(opened));
    }

    /** Runs a question on the lane. Any thread. */
    <T> CompletionStage<T> ask(Function<PartitionCore, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        submit(answer, (here, now) -> {
            answer.complete(question.apply(here.core()));
            return true;
        });
        return answer;
    }

    /** Like {@link #ask}, of a primary; the answer comes when everything logged and given out before it is committed. */
    <T> CompletionStage<T> askAndRelease(Function<PartitionCore, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        submit(answer, (here, now) -> {
            requireServing(here);
            T value = question.apply(here.core());
            here.output().whenReleased(new Outflow.Released() {
                @Override
                public void released() {
                    answer.complete(value);
                }

                @Override
                public void lost() {
                    answer.completeExceptionally(superseded());
                }
            });
            return true;
        });
        return answer;
    }

    /** Runs a change of a primary on the lane until it says that it is done. Any thread. */
    CompletionStage<Void> change(Change change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        submit(done, (here, now) -> {
            requireServing(here);
            boolean finished = change.apply(here.core(), now);
            if (finished) {
                done.complete(null);
            }
            return finished;
        });
        return done;
    }

    /** A picture of the replica's books is about to be written for somebody else; on the lane. */
    <T> CompletionStage<T> askWithoutSnapshot(Function<PartitionCore, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        submit(answer, (here, now) -> {
            requireServing(here);
            here.snapshots().abandon();
            answer.complete(question.apply(here.core()));
            return true;
        });
        return answer;
    }

    @Override
    public int doWork() {
        if (failed) {
            return refuseTasks();
        }
        Optional<Generation> current = generation.get();
        if (current.isEmpty()) {
            return 0;
        }
        try {
            return work(current.get());
        } catch (Generation.Superseded halfDone) {
            batch.clear();
            return suspend(current.get());
        } catch (RuntimeException | Error failure) {
            failed = true;
            LOG.error("partition {} is out of service: {}", partition, failure.getMessage(), failure);
            listener.failed(failure);
            return 0;
        }
    }

    private int work(Generation here) {
        Replica replica = here.replica();
        requireIntact(here);
        nowNanos = clock.nanoTime();
        int work = replica.work(timer.nanoTime());
        if (replica.rebuildFrom().isPresent()) {
            return suspend(here);
        }
        work += replica.executeCommitted();
        work += runTasks(here);
        if (replica.isServing() && Math.abs(nowNanos - tickedNanos) >= TICK_NANOS) {
            tickedNanos = nowNanos;
            here.core().tick(nowNanos);
        }
        work += endUnread(here);
        work += runCommands(here);
        work += replica.feed();
        work += here.snapshots().work();
        tell(replica);
        if (work > 0) {
            listener.worked();
        }
        return work;
    }

    /** A log that failed never goes on: nobody can tell what of it is on disk. */
    private static void requireIntact(Generation here) {
        Optional<IOException> failure = here.journal().failure();
        if (failure.isPresent()) {
            throw new IllegalStateException(failure.get().getMessage(), failure.get());
        }
    }

    private int suspend(Generation here) {
        generation.set(Optional.empty());
        here.snapshots().abandon();
        tell(here.replica());
        listener.superseded(
                here.replica().rebuildFrom().orElseThrow(), here.replica().isComplete());
        return 1;
    }

    private void tell(Replica replica) {
        Role role = replica.role();
        boolean isNews = toldRole.isEmpty()
                || toldRole.get() != role
                || toldEpoch != replica.epoch()
                || !toldPrimary.equals(replica.primaryName());
        if (isNews || Math.abs(nowNanos - toldNanos) > TICK_NANOS) {
            if (isNews && role == Role.PRIMARY) {
                replica.reached(ReplicaStep.SERVING);
            }
            toldRole = Optional.of(role);
            toldEpoch = replica.epoch();
            toldPrimary = replica.primaryName();
            toldNanos = nowNanos;
            listener.stands(replica.view());
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

    private int runCommands(Generation here) {
        PartitionCore core = here.core();
        int taken = 0;
        while (taken < COMMANDS_PER_TURN && here.output().hasRoom() && execute(here)) {
            batch.clear();
            int read = inbound.controlledRead(handler, CommandBatch.SIZE);
            if (read == 0) {
                break;
            }
            taken += read;
            request.ifPresent(asked -> asked.pass(core));
            request = Optional.empty();
        }
        return taken;
    }

    private boolean execute(Generation here) {
        return here.replica().isServing() ? batch.execute(here.core(), nowNanos) : batch.refuse(here.core());
    }

    private int endUnread(Generation here) {
        int ended = 0;
        Queue<MarketDataStop> unread = here.outflow().unread();
        for (MarketDataStop stop = unread.poll(); stop != null; stop = unread.poll()) {
            here.core().endMarketData(stop);
            ended++;
        }
        return ended;
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
        request = Optional.of(FeedRequest.of(connectionId, buffer, message));
        return Action.BREAK;
    }

    private void submit(CompletableFuture<?> result, Task task) {
        boolean taken = tasks.offer((here, now) -> {
            if (failed) {
                result.completeExceptionally(outOfService());
                return true;
            }
            try {
                return task.run(here, now);
            } catch (PartitionException refused) {
                result.completeExceptionally(refused);
                return true;
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
                throw failure;
            }
        });
        if (taken) {
            listener.wanted();
        } else {
            result.completeExceptionally(new PartitionException(
                    "partition " + partition + " has " + MAX_TASKS + " requests waiting already"));
        }
    }

    private int runTasks(Generation here) {
        int done = 0;
        for (Task task = tasks.peek(); task != null && task.run(here, nowNanos); task = tasks.peek()) {
            tasks.remove();
            done++;
        }
        return done;
    }

    private int refuseTasks() {
        int refused = 0;
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            // It is refused before it looks at anything.
            task.run(null, nowNanos);
            refused++;
        }
        return refused;
    }

    private void requireServing(Generation here) {
        if (!here.replica().isServing()) {
            String primary = here.replica().primaryName();
            throw new PartitionException("partition " + partition + ": the replica on worker "
                    + here.replica().worker() + " is not the primary (epoch "
                    + here.replica().epoch() + (primary.isEmpty() ? "" : ", primary " + primary) + ")");
        }
    }

    private PartitionException superseded() {
        return new PartitionException("partition " + partition
                + ": this replica stopped being the primary; look what became of it, and ask again");
    }

    private PartitionException outOfService() {
        return new PartitionException("partition " + partition + " is out of service; the log of its worker says why");
    }
}
