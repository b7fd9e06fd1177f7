package io.gantry.client;

/** No worker could be reached. The message tells each address and what it answered. */
public final class NotConnectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotConnectedException(String message) {
        super(message);
    }
}
