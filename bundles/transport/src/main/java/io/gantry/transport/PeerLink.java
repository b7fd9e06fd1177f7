package io.gantry.transport;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.protocol.sbe.WireSessionKind;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Calls to one other worker: connects when there is a call and no connection, sends calls in their order, and fails what is in
 * flight when the connection is lost. All methods run on one I/O thread.
 */
final class PeerLink implements PeerChannel.Listener {

    private enum State {
        /** No connection. */
        IDLE,
        /** Connecting, or waiting for Welcome. Calls wait. */
        OPENING,
        /** Calls are sent at once. */
        READY
    }

    private final String target;
    private final TransportSettings settings;
    private final Membership membership;
    private final EventLoop loop;
    private final Map<Long, PeerCall> calls = new LinkedHashMap<>();
    private State state = State.IDLE;
    private Optional<PeerChannel> channel = Optional.empty();
    private Optional<WorkerInfo> connectedTo = Optional.empty();

    PeerLink(String target, TransportSettings settings, Membership membership, EventLoop loop) {
        this.target = target;
        this.settings = settings;
        this.membership = membership;
        this.loop = loop;
    }

    void call(PeerCall call) {
        Optional<WorkerInfo> worker = membership.worker(target);
        if (worker.isPresent() && connectedTo.isPresent() && !worker.equals(connectedTo)) {
            close("worker " + target + " was restarted");
        }
        calls.put(call.id(), call);
        Future<?> timer =
                loop.schedule(() -> timedOut(call), settings.patience().peerAnswerMillis(), TimeUnit.MILLISECONDS);
        call.cancelWhenDone(timer);
        switch (state) {
            case READY -> send(call);
            case OPENING -> {
                // goes out with the others once the connection is there
            }
            case IDLE -> connect(worker);
        }
    }

    /** Gives the connection up and fails all calls. */
    void close(String reason) {
        Optional<PeerChannel> open = channel;
        end(reason);
        open.ifPresent(old -> old.close(reason));
    }

    @Override
    public void welcomed(PeerChannel from, String worker) {
        if (!isCurrent(from)) {
            return;
        }
        if (worker.equals(target)) {
            state = State.READY;
            List.copyOf(calls.values()).forEach(this::send);
        } else {
            close("at the address of worker " + target + " answers worker " + worker);
        }
    }

    @Override
    public void answered(PeerChannel from, long correlationId, byte[] answer) {
        PeerCall call = calls.remove(correlationId);
        if (call != null) {
            call.result().complete(answer);
        }
    }

    @Override
    public void failed(PeerChannel from, long correlationId, String reason) {
        PeerCall call = calls.remove(correlationId);
        if (call != null) {
            call.fail("worker " + target + ": " + reason);
        }
    }

    @Override
    public void lost(PeerChannel from, String reason) {
        if (isCurrent(from)) {
            end("connection to worker " + where() + " lost: " + reason);
        }
    }

    private boolean isCurrent(PeerChannel from) {
        return channel.isPresent() && channel.get() == from;
    }

    private void connect(Optional<WorkerInfo> worker) {
        if (worker.isEmpty()) {
            List<String> alive = new ArrayList<>();
            membership.workers().forEach(info -> alive.add(info.name()));
            end("worker " + target + " is not there; there are " + alive);
            return;
        }
        state = State.OPENING;
        connectedTo = worker;
        PeerChannel fresh = new PeerChannel(WireSessionKind.PEER, settings, this);
        channel = Optional.of(fresh);
        fresh.connect(worker.get(), loop, done -> connected(fresh, done));
    }

    private void connected(PeerChannel fresh, ChannelFuture done) {
        if (!done.isSuccess() && isCurrent(fresh)) {
            end("cannot connect to worker " + where() + ": " + done.cause().getMessage());
        } else if (done.isSuccess() && !isCurrent(fresh)) {
            done.channel().close();
        }
    }

    private void send(PeerCall call) {
        channel.ifPresent(open -> open.send(PeerMessages.request(call.id(), call.service(), call.request())));
    }

    /** A connection that only seems to be there is noticed here: its worker is gone or lives elsewhere by now. */
    private void timedOut(PeerCall call) {
        if (calls.remove(call.id()) != null) {
            call.fail("worker " + target + " did not answer " + call.service() + " within "
                    + settings.patience().peerAnswerMillis() + " ms; it may have done what was asked");
            if (!membership.worker(target).equals(connectedTo)) {
                close("worker " + target + " is gone");
            }
        }
    }

    private void end(String reason) {
        state = State.IDLE;
        channel = Optional.empty();
        connectedTo = Optional.empty();
        List<PeerCall> failing = List.copyOf(calls.values());
        calls.clear();
        failing.forEach(call -> call.fail(reason));
    }

    private String where() {
        return target + connectedTo.map(info -> " at " + info.address()).orElse("");
    }
}
