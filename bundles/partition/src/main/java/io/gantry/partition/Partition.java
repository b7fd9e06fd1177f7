package io.gantry.partition;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.engine.api.partition.PartitionReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One hosted partition put together: core, log, rings, and the state it is in. */
final class Partition implements AutoCloseable {

    /** Whether it takes commands. */
    enum State {
        /** Reading its log, or asking the register what it owns. */
        RECOVERING,
        /** Taking commands. */
        SERVING,
        /** Being closed. */
        STOPPING,
        /** Out of service until the worker starts again. */
        FAILED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
    private static final int MAX_FRAME_BYTES = 1024;

    private final int number;
    private final Path directory;
    private final BookSource books;
    private final ManyToOneRingBuffer inbound;
    private final OneToOneRingBuffer outbound;
    private final LaneOutput output;
    private final PartitionCore core;
    private final PartitionAgent agent;
    private final PartitionEgress egress;
    private final AtomicReference<State> state = new AtomicReference<>(State.RECOVERING);
    private volatile Optional<Journal> journal = Optional.empty();
    private volatile String failure = "";
    private volatile Counts counts = new Counts(0, 0, 0);

    private record Counts(int symbols, long commands, long restingOrders) {}

    Partition(
            int number,
            Path directory,
            PartitionSettings settings,
            BookSource books,
            Connections connections,
            RedirectMessages redirects,
            EpochNanoClock clock) {
        this.number = number;
        this.directory = directory;
        this.books = books;
        inbound = new ManyToOneRingBuffer(ring(settings.inboundBytes()));
        outbound = new OneToOneRingBuffer(ring(settings.outboundBytes()));
        output = new LaneOutput(outbound, new BackoffIdleStrategy());
        core = new PartitionCore(
                number, books, output, settings.maxParked(), TimeUnit.MILLISECONDS.toNanos(settings.parkMillis()));
        agent = new PartitionAgent(number, core, output, inbound, clock, this::failed);
        egress = new PartitionEgress(
                outbound, output.actions(), this::durablePosition, connections, redirects, settings.retainedEvents());
    }

    int number() {
        return number;
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

    /**
     * Reads the log. Before the agent runs; the egress must run.
     *
     * @throws IOException if the log is damaged or cannot be read or written
     */
    void recover(JournalFactory journals) throws IOException {
        LogReplay replay = (LogReplay) core.replay();
        Journal opened;
        try {
            opened = journals.open(directory, replay);
        } catch (PartitionException bad) {
            throw new IOException("journal " + directory + ": " + bad.getMessage(), bad);
        }
        output.logTo(opened);
        journal = Optional.of(opened);
        LOG.info(
                "partition {}: {} records of its log read, {} symbols",
                number,
                replay.records(),
                core.symbols().ownedCount());
    }

    /** Takes commands from now on. */
    void serve() {
        if (state.compareAndSet(State.RECOVERING, State.SERVING)) {
            LOG.info("partition {}: serving", number);
        }
    }

    void failed(Throwable cause) {
        failure = String.valueOf(cause.getMessage());
        state.set(State.FAILED);
    }

    /** Takes no more commands; what is queued is still done. */
    void stop() {
        if (state.get() != State.FAILED) {
            state.set(State.STOPPING);
        }
    }

    /** Whether nothing is queued any more. */
    boolean isDrained() {
        return state.get() == State.FAILED || inbound.size() == 0 && !agent.isHoldingCommands() && outbound.size() == 0;
    }

    Offer offer(long connectionId, ByteBuffer message) {
        if (state.get() != State.SERVING) {
            return Offer.NOT_SERVING;
        }
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
        return Offer.ACCEPTED;
    }

    /** Counts anew for the next report; on the lane. */
    Boolean count(PartitionCore counted) {
        long[] open = {0};
        counted.symbols()
                .forEachOwned(
                        symbol -> open[0] += symbol.state().book().figures().orders());
        counts = new Counts(counted.symbols().ownedCount(), counted.sequencedCommands(), open[0]);
        return true;
    }

    PartitionReport report() {
        Counts last = counts;
        return new PartitionReport(
                number,
                state.get().name(),
                failure,
                last.symbols(),
                last.commands(),
                last.restingOrders(),
                journal.map(Journal::appendedPosition).orElse(0L),
                journal.map(Journal::durablePosition).orElse(0L),
                inbound.size(),
                book());
    }

    private String book() {
        try {
            return BookSource.label(books.factory());
        } catch (PartitionException notHere) {
            return "";
        }
    }

    @Override
    public void close() {
        journal.ifPresent(Journal::close);
    }

    private long durablePosition() {
        return journal.isPresent() ? journal.get().durablePosition() : 0;
    }

    private static UnsafeBuffer ring(int capacity) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(capacity + RingBufferDescriptor.TRAILER_LENGTH));
    }
}
