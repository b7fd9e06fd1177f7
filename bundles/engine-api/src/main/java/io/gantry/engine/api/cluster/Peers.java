package io.gantry.engine.api.cluster;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Calls to other workers. */
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
}
