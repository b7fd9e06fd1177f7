package io.gantry.transport;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.Peers;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Calls to other workers over one link each; to this worker directly. Answers arrive on an I/O thread. */
final class PeerLinks implements Peers {

    private final TransportSettings settings;
    private final Membership membership;
    private final PeerServices local;
    private final EventLoop loop;
    private final Notes notes;
    private final Map<String, PeerLink> links = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private volatile boolean isClosed;

    PeerLinks(TransportSettings settings, WorkerServices services, EventLoopGroup loops) {
        this.settings = settings;
        membership = services.membership();
        local = services.peerServices();
        loop = loops.next();
        notes = new Notes(settings, services, loops);
    }

    @Override
    public CompletionStage<byte[]> call(String worker, String service, byte[] request) {
        if (request.length > MAX_MESSAGE_BYTES) {
            return CompletableFuture.failedStage(new PeerException("request of " + request.length + " bytes to "
                    + service + " of worker " + worker + ", allowed are up to " + MAX_MESSAGE_BYTES));
        }
        PeerCall call = new PeerCall(lastId.incrementAndGet(), service, request);
        try {
            loop.execute(() -> begin(worker, call));
        } catch (RejectedExecutionException stopped) {
            call.fail(stopping());
        }
        return call.result();
    }

    @Override
    public void tell(String worker, String service, ByteBuffer message) {
        notes.tell(worker, service, message);
    }

    /** Fails what is in flight and all that comes. */
    void close() {
        isClosed = true;
        notes.close();
        links.values().forEach(link -> loop.execute(() -> link.close(stopping())));
    }

    private void begin(String worker, PeerCall call) {
        if (isClosed) {
            call.fail(stopping());
        } else if (worker.equals(settings.worker())) {
            callSelf(call);
        } else {
            links.computeIfAbsent(worker, name -> new PeerLink(name, settings, membership, loop))
                    .call(call);
        }
    }

    private void callSelf(PeerCall call) {
        local.call(call.service(), call.request().clone()).whenComplete((answer, failure) -> {
            if (failure == null) {
                call.result().complete(answer);
            } else {
                call.fail("worker " + settings.worker() + ": " + PeerMessages.reason(failure));
            }
        });
    }

    private String stopping() {
        return "worker " + settings.worker() + " is stopping";
    }
}
