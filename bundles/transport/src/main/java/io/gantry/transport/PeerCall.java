package io.gantry.transport;

import io.gantry.engine.api.cluster.PeerException;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;

/** A call to another worker that has no answer yet. Used on its link's thread; the result may be read anywhere. */
final class PeerCall {

    private final long id;
    private final String service;
    private final byte[] request;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();

    PeerCall(long id, String service, byte[] request) {
        this.id = id;
        this.service = service;
        this.request = request;
    }

    long id() {
        return id;
    }

    String service() {
        return service;
    }

    byte[] request() {
        return request;
    }

    CompletableFuture<byte[]> result() {
        return result;
    }

    /** Ends a timer when the call ends. */
    void cancelWhenDone(Future<?> timer) {
        result.whenComplete((answer, failure) -> timer.cancel(false));
    }

    void fail(String reason) {
        result.completeExceptionally(new PeerException(reason));
    }
}
