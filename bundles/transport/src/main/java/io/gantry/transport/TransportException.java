package io.gantry.transport;

/** The transport cannot start. The message names address, file or configuration key, and what to do. */
final class TransportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TransportException(String message) {
        super(message);
    }

    TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
