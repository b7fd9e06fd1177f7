package io.gantry.engine.api.cluster;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Whiteboard service that answers calls of other workers. */
@ConsumerType
public interface PeerService {

    /** What callers name; one per worker. */
    String name();

    /**
     * Answers one request. Called on an I/O thread, in the order of arrival per calling worker; must not block. A failed stage or an exception
     * reaches the caller as a {@link PeerException} with its message.
     */
    CompletionStage<byte[]> handle(byte[] request);

    /**
     * Hears a message of {@link Peers#tell}. Called on an I/O thread, in the order of arrival per telling worker; must not block. Exceptions are
     * logged and dropped.
     *
     * @param worker name of the worker that tells
     * @param message valid during the call, little endian
     */
    default void told(String worker, ByteBuffer message) {}
}
