package io.gantry.client;

import io.gantry.engine.api.order.OrderCommand;
import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way of commands from the threads of callers to the I/O thread. Numbers are given and queued under one lock, so that a symbol's
 * commands arrive in the order of their numbers. One wake-up serves all that is queued by then.
 */
final class Submissions {

    private final ClientSettings settings;
    private final EventLoop loop;
    private final ClientCore core;
    private final Queue<PendingCommand> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isDrainScheduled = new AtomicBoolean();
    private final Runnable drainTask = this::drain;
    private final Object lock = new Object();
    private long nextRequestId;
    private boolean isClosed;

    Submissions(ClientSettings settings, EventLoop loop, ClientCore core) {
        this.settings = settings;
        this.loop = loop;
        this.core = core;
        nextRequestId = settings.firstRequestId();
    }

    /** Takes a command whose permit was acquired; returns its request id. */
    long add(SymbolLane lane, OrderCommand command, AnswerListener listener) {
        OrderCommand copy =
                new OrderCommand().copyFrom(command).symbolId(lane.symbolId()).clientId(settings.clientId());
        PendingCommand pending =
                new PendingCommand(lane, copy, listener, settings.nanoClock().getAsLong());
        long requestId;
        synchronized (lock) {
            if (isClosed) {
                lane.permits().release();
                throw closed();
            }
            requestId = nextRequestId++;
            copy.requestId(requestId);
            queue.add(pending);
            if (isDrainScheduled.compareAndSet(false, true)) {
                loop.execute(drainTask);
            }
        }
        return requestId;
    }

    /** @throws IllegalStateException if the client is closed */
    void requireOpen() {
        synchronized (lock) {
            if (isClosed) {
                throw closed();
            }
        }
    }

    /** Takes nothing from now on; returns whether that is new. */
    boolean close() {
        synchronized (lock) {
            boolean wasOpen = !isClosed;
            isClosed = true;
            return wasOpen;
        }
    }

    private void drain() {
        isDrainScheduled.set(false);
        PendingCommand next = queue.poll();
        while (next != null) {
            core.submit(next);
            next = queue.poll();
        }
        core.flush();
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the client is closed");
    }
}
