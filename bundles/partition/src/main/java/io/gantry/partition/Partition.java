package io.gantry.partition;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.engine.api.partition.PartitionReport;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica of a partition put together: its way in, its lane's duty cycle, its state, its way out. It has no thread of its own: somebody calls {@link #laneWork}
 * and {@link #egressWork}, each from one thread, and {@link #recover} and {@link #rebuild} from a third while the lane rests. In a worker
 * these are threads, in a simulation one.
 */
public final class Partition implements AutoCloseable {

    /** Whether it takes commands. */
    enum State {
        /** Reading its log. */
        RECOVERING,
        /** Its lane runs; what it does with commands is a matter of its role. */
        RUNNING,
        /** Being closed. */
        STOPPING,
        /** Out of service until the worker starts again. */
        FAILED
    }

    /** Hears what a host has to do. Called on the lane; must not block. */
    public interface Host {

        /** Nobody. */
        Host NONE = new Host() {
            @Override
            public void rebuildWanted(Partition partition) {}

            @Override
            public void roleChanged(Partition partition) {}
        };

        /** {@link Partition#rebuild} is to be called, on a thread that may block. */
        void rebuildWanted(Partition partition);

        /** {@link Partition#view} has another role, epoch or primary. */
        void roleChanged(Partition partition);

        /** The lane has something to do. Any thread. */
        default void wakeLane() {}

        /** The egress has something to do. Any thread. */
        default void wakeEgress() {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
    private static final int MAX_FRAME_BYTES = 1024;
    private static final ReplicaView UNKNOWN = new ReplicaView(Role.RECOVERING, "", 0, List.of(), 0, 0, 0, 0, 0, 0, 0);

    private final Replica.Identity identity;
    private final PartitionSettings settings;
    private final PartitionPorts ports;
    private final Host host;
    private final Connections connections;
    private final ForwardedClients forwarded;
    private final ReplicaInbox inbox = new ReplicaInbox();
    private final ManyToOneRingBuffer inbound;
    private final PartitionAgent agent;
    private final PartitionEgress egress;
    private final PartitionFigures figures;
    private final AtomicReference<State> state = new AtomicReference<>(State.RECOVERING);
    private Outflow outflow;
    private volatile Optional<Generation> generation = Optional.empty();
    private volatile ReplicaView view = UNKNOWN;
    private volatile String failure = "";
    private volatile Rebuild wanted = Rebuild.NONE;

    private record Rebuild(boolean isWanted, long keepUntil, boolean isComplete) {
        private static final Rebuild NONE = new Rebuild(false, 0, false);
    }

    /**
     * @param incarnation differs from that of every other run of this worker
     * @param isClaimingUnowned whether this replica takes the partition when nobody has ever had it
     * @param connections of the worker's clients; its changes are taken by whoever runs the egress
     */
    public Partition(
            int number,
            String worker,
            long incarnation,
            boolean isClaimingUnowned,
            PartitionSettings settings,
            PartitionPorts ports,
            Connections connections,
            Host host) {
        identity = new Replica.Identity(number, worker, incarnation, isClaimingUnowned);
        this.settings = settings;
        this.ports = ports;
        this.connections = connections;
        this.host = host;
        figures = new PartitionFigures(ports.books());
        forwarded = new ForwardedClients(number, ports.network(), connections);
        inbound = new ManyToOneRingBuffer(new UnsafeBuffer(
                ByteBuffer.allocateDirect(settings.inboundBytes() + RingBufferDescriptor.TRAILER_LENGTH)));
        outflow = new Outflow(settings.outboundBytes());
        egress = new PartitionEgress(
                outflow, connections, new RedirectMessages(ports.router()), settings.retainedEvents());
        agent = new PartitionAgent(number, inbound, ports.clock(), ports.timer(), new Lane());
    }

    public int number() {
        return identity.partition();
    }

    /** Where the replica stands, as its lane told it last. Any thread. */
    public ReplicaView view() {
        return view;
    }

    State state() {
        return state.get();
    }

    PartitionAgent agent() {
        return agent;
    }

    PartitionEgress egress() {
        return egress;
    }

    /** The state there is, empty as long as there is none. */
    Optional<Generation> generation() {
        return generation;
    }

    /**
     * Reads the log. The lane rests; the egress runs, or {@link PartitionPorts#egressWait} runs it.
     *
     * @throws IOException if the log is damaged or cannot be read or written
     */
    public void recover() throws IOException {
        open(JournalFactory.KEEP_ALL, true);
    }

    /** Whether {@link #rebuild} is to be called. Any thread. */
    public boolean wantsRebuild() {
        return wanted.isWanted();
    }

    /**
     * Makes the state anew from the journal, since what it was made from was superseded. The lane rests.
     *
     * @throws IOException like {@link #recover}
     */
    public void rebuild() throws IOException {
        Rebuild asked = wanted;
        wanted = Rebuild.NONE;
        generation.ifPresent(old -> {
            figures.ended(old.core());
            end(old);
        });
        outflow = new Outflow(settings.outboundBytes());
        egress.switchTo(outflow);
        open(asked.keepUntil(), asked.isComplete());
    }

    private void open(long keepUntil, boolean isTrusted) throws IOException {
        Generation fresh = new Generation(identity, settings, ports, inbox, outflow);
        fresh.open(keepUntil, isTrusted);
        generation = Optional.of(fresh);
        if (settings.durability() == Durability.REPLICATED_FSYNC) {
            fresh.journal().whenDurable(this::wakeAll);
        }
        fresh.replica().reached(ReplicaStep.RECOVERED);
        state.compareAndSet(State.RECOVERING, State.RUNNING);
        agent.resume(fresh);
    }

    private void wakeAll() {
        host.wakeEgress();
        host.wakeLane();
    }

    /** One turn of the lane; answers whether there was something to do. */
    public int laneWork() {
        return agent.doWork();
    }

    /** One turn of the egress; answers whether there was something to do. */
    public int egressWork() {
        return egress.doWork();
    }

    /** A message of another replica. Any thread, does not block. */
    public void receive(String worker, ByteBuffer message) {
        if (forwarded.take(worker, message, this::offerHere)) {
            return;
        }
        if (inbox.put(worker, message)) {
            host.wakeLane();
        } else {
            LOG.debug("partition {}: a message of worker {} is dropped: too many wait", number(), worker);
        }
    }

    /** A client's message: sequenced here if this is the primary, else handed to it. Any thread, does not block. */
    public Offer offer(long connectionId, ByteBuffer message) {
        if (state.get() != State.RUNNING) {
            return Offer.NOT_SERVING;
        }
        ReplicaView now = view;
        if (now.role() == Role.PRIMARY || !isCommand(message)) {
            return enqueue(connectionId, message);
        }
        if (now.primary().isEmpty() || now.primary().equals(identity.worker())) {
            return Offer.NOT_SERVING;
        }
        forwarded.handOn(now.primary(), connectionId, message);
        return Offer.ACCEPTED;
    }

    private static boolean isCommand(ByteBuffer message) {
        int template = message.order(ByteOrder.LITTLE_ENDIAN)
                .getShort(message.position() + MessageHeaderDecoder.templateIdEncodingOffset());
        return template == OrderCommandMessageDecoder.TEMPLATE_ID;
    }

    /** A message that another worker handed on: it ends here, so that it cannot go round in circles. */
    private Offer offerHere(long connectionId, ByteBuffer message) {
        boolean isPrimary = state.get() == State.RUNNING && view.role() == Role.PRIMARY;
        return isPrimary ? enqueue(connectionId, message) : Offer.NOT_SERVING;
    }

    private Offer enqueue(long connectionId, ByteBuffer message) {
        int length = message.remaining();
        if (length > MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("a message of " + length + " bytes is no command");
        }
        int index = inbound.tryClaim(PartitionAgent.FRAME, PartitionAgent.FRAME_HEADER + length);
        if (index == RingBuffer.INSUFFICIENT_CAPACITY) {
            return Offer.FULL;
        }
        inbound.buffer().putLong(index, connectionId);
        inbound.buffer().putBytes(index + PartitionAgent.FRAME_HEADER, message, message.position(), length);
        inbound.commit(index);
        host.wakeLane();
        return Offer.ACCEPTED;
    }

    /** A client is there. Any thread. */
    public void connected(long connectionId, FrameSink sink) {
        connections.connected(connectionId, sink);
    }

    /** A client of this worker is gone. Any thread. */
    public void disconnected(long connectionId) {
        forwarded.gone(view.primary(), connectionId);
    }

    void failed(Throwable cause) {
        failure = String.valueOf(cause.getMessage());
        state.set(State.FAILED);
    }

    /** Why it is out of service, empty if it is not. */
    public String failure() {
        return failure;
    }

    /** Takes no more commands; what is queued is still done. */
    void stop() {
        if (state.get() != State.FAILED) {
            state.set(State.STOPPING);
        }
    }

    /** Whether nothing is queued any more. */
    boolean isDrained() {
        return state.get() == State.FAILED || inbound.size() == 0 && !agent.isHoldingCommands() && outflow.isEmpty();
    }

    /** Counts anew for the next report; on the lane. */
    Boolean count(PartitionCore counted) {
        figures.count(counted);
        return true;
    }

    PartitionReport report() {
        return figures.report(
                identity.partition(),
                view,
                state.get() == State.FAILED,
                failure,
                generation.map(Generation::journal),
                inbound.size());
    }

    @Override
    public void close() {
        generation.ifPresent(Partition::end);
    }

    /** A log that may lack what it once acknowledged must not look whole the next time. */
    private static void end(Generation open) {
        if (open.replica().isComplete()) {
            open.journal().close();
        } else {
            open.journal().closeIncomplete();
        }
    }

    /** What the lane has to tell. */
    private final class Lane implements PartitionAgent.Listener {

        @Override
        public void stands(ReplicaView now) {
            ReplicaView before = view;
            view = now;
            if (before.role() != now.role()
                    || before.epoch() != now.epoch()
                    || !before.primary().equals(now.primary())) {
                host.roleChanged(Partition.this);
            }
        }

        @Override
        public void worked() {
            host.wakeEgress();
        }

        @Override
        public void wanted() {
            host.wakeLane();
        }

        @Override
        public void superseded(long keepUntil, boolean isComplete) {
            wanted = new Rebuild(true, keepUntil, isComplete);
            host.rebuildWanted(Partition.this);
        }

        @Override
        public void failed(Throwable cause) {
            Partition.this.failed(cause);
        }
    }
}
