package io.gantry.engine.api.cluster;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Calls and notes to other workers. */
@ProviderType
public interface Peers {

    /** Longest request or answer, in bytes. */
    int MAX_MESSAGE_BYTES = 1 << 20;

    /**
     * Sends a request to a {@link PeerService} on another worker. Any thread, does not block. Requests to one worker are handed over in the order
     * in which they were sent.
     *
     * @return the answer; fails with {@link PeerException} if the worker is not there, refuses, or does not answer in time, in which case the request may
     *     have been carried out all the same
     */
    CompletionStage<byte[]> call(String worker, String service, byte[] request);

    /**
     * Sends a message to a {@link PeerService} on another worker and expects no answer. Any thread, does not block. Messages to one worker arrive
     * in the order in which they were sent, each at most once, and may be lost: without a word when there is no connection (one is
     * begun then, and the newest few wait for it) or more waits for it than its limit. Calls do not stand in their way. A worker may tell
     * itself.
     *
     * @param message up to {@link #MAX_MESSAGE_BYTES}, copied by the call
     * @throws IllegalArgumentException if it is longer
     */
    void tell(String worker, String service, ByteBuffer message);
}
