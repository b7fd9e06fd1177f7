package io.gantry.protocol;

/** Bytes that are not a message of this protocol. */
public final class ProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProtocolException(String message) {
        super(message);
    }
}
