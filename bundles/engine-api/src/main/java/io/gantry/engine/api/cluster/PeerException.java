package io.gantry.engine.api.cluster;

/** A call to another worker failed. The message names the worker and, where it answered, holds its words. */
public final class PeerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PeerException(String message, Throwable cause) {
        super(message, cause);
    }

    public PeerException(String message) {
        super(message);
    }
}
