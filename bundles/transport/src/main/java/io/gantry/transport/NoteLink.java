package io.gantry.transport;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.protocol.sbe.WireSessionKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes to one other worker, on a connection that carries nothing else, so that no large call stands before them. A note goes into the
 * connection's outbound chunk at once; beyond the connection's limit it is dropped and the connection goes on. While there is no
 * connection the newest few notes are kept. What a connection had taken when it was lost is lost with it, so nothing arrives twice or
 * late. Any thread tells; all else runs on one I/O thread. Hot path when there is a connection.
 */
final class NoteLink implements PeerChannel.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(NoteLink.class);
    private static final int MAX_KEPT_NOTES = 64;
    /** Holds one of the longest. */
    private static final int MAX_KEPT_BYTES = 2 << 20;

    private static final int FIRST_REST_MILLIS = 10;
    private static final int LONGEST_REST_MILLIS = 250;
    private static final int MAX_DOUBLINGS = 5;
    private static final int CHECK_MILLIS = 1_000;

    private enum State {
        /** No connection, and nothing to tell. */
        IDLE,
        /** Connecting, or waiting for Welcome. Notes are kept. */
        OPENING,
        /** Notes are sent at once. */
        READY,
        /** After a failure. Notes are kept. */
        RESTING,
        /** Never again. */
        CLOSED
    }

    private final String target;
    private final TransportSettings settings;
    private final Membership membership;
    private final EventLoop loop;
    private final Object lock = new Object();
    /** With the lock held. */
    private final ArrayDeque<ByteBuf> kept = new ArrayDeque<>();

    private int keptBytes;
    /** Changes on the I/O thread with the lock held, but for the step from IDLE to OPENING. */
    private State state = State.IDLE;
    /** The connection that takes notes. */
    private volatile Optional<PeerChannel> ready = Optional.empty();

    private Optional<PeerChannel> channel = Optional.empty();
    private Optional<WorkerInfo> connectedTo = Optional.empty();
    private int failures;

    NoteLink(String target, TransportSettings settings, Membership membership, EventLoop loop) {
        this.target = target;
        this.settings = settings;
        this.membership = membership;
        this.loop = loop;
    }

    /** Any thread. */
    void tell(NoteHead head, ByteBuffer payload) {
        Optional<PeerChannel> open = ready;
        if (open.isPresent()) {
            open.get().tell(head, payload);
        } else {
            tellLater(head, payload);
        }
    }

    /** Ends the link for good. Any thread. */
    void close() {
        onLoop(() -> {
            end(State.CLOSED).ifPresent(old -> old.close("this worker is stopping"));
            dropKept();
        });
    }

    @Override
    public void welcomed(PeerChannel from, String worker) {
        if (!isCurrent(from)) {
            return;
        }
        if (!worker.equals(target)) {
            lose("at its address answers worker " + worker);
            return;
        }
        synchronized (lock) {
            state = State.READY;
            kept.forEach(from::handOver);
            kept.clear();
            keptBytes = 0;
            ready = channel;
        }
        checkLater(from);
        LOG.info(
                "notes for worker {} go to {}",
                target,
                connectedTo.map(WorkerInfo::address).orElse(""));
    }

    @Override
    public void answered(PeerChannel from, long correlationId, byte[] answer) {
        throw new ProtocolViolation("a note has no answer");
    }

    @Override
    public void failed(PeerChannel from, long correlationId, String reason) {
        throw new ProtocolViolation("a note has no answer");
    }

    @Override
    public void lost(PeerChannel from, String reason) {
        if (isCurrent(from)) {
            lose(reason);
        }
    }

    private void tellLater(NoteHead head, ByteBuffer payload) {
        boolean isFirst = false;
        synchronized (lock) {
            if (ready.isPresent()) {
                ready.get().tell(head, payload);
            } else if (state != State.CLOSED) {
                keep(head, payload);
                isFirst = state == State.IDLE;
                state = isFirst ? State.OPENING : state;
            }
        }
        if (isFirst) {
            onLoop(this::open);
        }
    }

    private void keep(NoteHead head, ByteBuffer payload) {
        int frameBytes = head.frameBytes(payload);
        while (kept.size() >= MAX_KEPT_NOTES || keptBytes + frameBytes > MAX_KEPT_BYTES) {
            dropOldest();
        }
        ByteBuf frame = ByteBufAllocator.DEFAULT.directBuffer(frameBytes, frameBytes);
        head.append(frame, payload);
        kept.addLast(frame);
        keptBytes += frameBytes;
    }

    private void dropOldest() {
        ByteBuf oldest = kept.pollFirst();
        keptBytes -= oldest.readableBytes();
        oldest.release();
    }

    private void dropKept() {
        synchronized (lock) {
            while (!kept.isEmpty()) {
                dropOldest();
            }
        }
    }

    private void open() {
        synchronized (lock) {
            if (state != State.OPENING) {
                return;
            }
        }
        connectedTo = membership.worker(target);
        if (connectedTo.isEmpty()) {
            dropKept();
            lose("it is not there");
            return;
        }
        PeerChannel fresh = new PeerChannel(WireSessionKind.NOTES, settings, this);
        channel = Optional.of(fresh);
        fresh.connect(connectedTo.get(), loop, done -> connected(fresh, done));
    }

    private void connected(PeerChannel fresh, ChannelFuture done) {
        if (!done.isSuccess() && isCurrent(fresh)) {
            channel = Optional.empty();
            lose("cannot connect: " + done.cause().getMessage());
        } else if (done.isSuccess() && !isCurrent(fresh)) {
            done.channel().close();
        } else if (done.isSuccess()) {
            int millis = settings.patience().peerConnectMillis();
            loop.schedule(() -> requireWelcome(fresh), millis, TimeUnit.MILLISECONDS);
        }
    }

    /** A worker that is stopped takes connections all the same. */
    private void requireWelcome(PeerChannel fresh) {
        if (isCurrent(fresh) && ready.isEmpty()) {
            lose("no Welcome came");
        }
    }

    private void checkLater(PeerChannel open) {
        loop.schedule(() -> check(open), CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** TCP may take minutes to find out that there is nobody at the other end any more. */
    private void check(PeerChannel open) {
        if (!isCurrent(open)) {
            return;
        }
        failures = 0;
        Optional<WorkerInfo> now = membership.worker(target);
        if (now.isPresent() && !now.equals(connectedTo)) {
            lose("it was restarted");
        } else {
            checkLater(open);
        }
    }

    /** Gives the connection up, and makes another one after a rest if there is something to tell by then. */
    private void lose(String reason) {
        if (failures == 0) {
            LOG.info("notes for worker {} are lost: {}", target, reason);
        }
        end(State.RESTING).ifPresent(old -> old.close(reason));
        int restMillis = Math.min(LONGEST_REST_MILLIS, FIRST_REST_MILLIS << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        loop.schedule(this::rested, restMillis, TimeUnit.MILLISECONDS);
    }

    private void rested() {
        boolean isOpening;
        synchronized (lock) {
            if (state != State.RESTING) {
                return;
            }
            isOpening = !kept.isEmpty();
            state = isOpening ? State.OPENING : State.IDLE;
        }
        if (isOpening) {
            open();
        }
    }

    private Optional<PeerChannel> end(State next) {
        Optional<PeerChannel> old = channel;
        synchronized (lock) {
            if (state == State.CLOSED) {
                return Optional.empty();
            }
            state = next;
            ready = Optional.empty();
        }
        channel = Optional.empty();
        connectedTo = Optional.empty();
        return old;
    }

    private boolean isCurrent(PeerChannel from) {
        return channel.isPresent() && channel.get() == from;
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException stopped) {
            dropKept();
        }
    }
}
