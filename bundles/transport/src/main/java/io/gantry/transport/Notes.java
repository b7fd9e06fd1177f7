package io.gantry.transport;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.Peers;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/** Notes to other workers over one link each; to this worker directly. Thread-safe. Hot path. */
final class Notes {

    private final TransportSettings settings;
    private final Membership membership;
    private final EventLoopGroup loops;
    private final EventLoop selfLoop;
    private final NoteSource self;
    private final AtomicLong selfBytes = new AtomicLong();
    private final Map<String, NoteLink> links = new ConcurrentHashMap<>();
    private final Map<String, NoteHead> heads = new ConcurrentHashMap<>();
    private volatile boolean isClosed;

    Notes(TransportSettings settings, WorkerServices services, EventLoopGroup loops) {
        this.settings = settings;
        membership = services.membership();
        this.loops = loops;
        selfLoop = loops.next();
        self = services.peerServices().noteSource(settings.worker());
    }

    /** See {@link Peers#tell}. */
    void tell(String worker, String service, ByteBuffer message) {
        if (message.remaining() > Peers.MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("note of " + message.remaining() + " bytes to " + service + " of worker "
                    + worker + ", allowed are up to " + Peers.MAX_MESSAGE_BYTES);
        }
        if (worker.equals(settings.worker())) {
            tellSelf(service, message);
        } else {
            link(worker).tell(head(service), message);
        }
    }

    /** Drops what waits and all that comes. */
    void close() {
        isClosed = true;
        links.values().forEach(NoteLink::close);
    }

    private NoteLink link(String worker) {
        NoteLink known = links.get(worker);
        return known == null ? links.computeIfAbsent(worker, this::newLink) : known;
    }

    private NoteLink newLink(String worker) {
        NoteLink fresh = new NoteLink(worker, settings, membership, loops.next());
        if (isClosed) {
            fresh.close();
        }
        return fresh;
    }

    private NoteHead head(String service) {
        NoteHead known = heads.get(service);
        return known == null ? heads.computeIfAbsent(service, NoteHead::new) : known;
    }

    /** On an I/O thread all the same, so that a service is never called from within its own call; and within the limit of a link. */
    private void tellSelf(String service, ByteBuffer message) {
        int bytes = head(service).frameBytes(message);
        if (selfBytes.addAndGet(bytes) > settings.limits().peerOutboundLimitBytes()) {
            selfBytes.addAndGet(-bytes);
            return;
        }
        ByteBuffer copy = ByteBuffer.allocate(message.remaining())
                .put(message.duplicate())
                .flip()
                .order(ByteOrder.LITTLE_ENDIAN);
        try {
            selfLoop.execute(() -> {
                selfBytes.addAndGet(-bytes);
                self.hand(service, copy);
            });
        } catch (RejectedExecutionException stopped) {
            selfBytes.addAndGet(-bytes);
        }
    }
}
