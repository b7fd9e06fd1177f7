package io.gantry.transport;

/** A connection sent what it must not send; it ends with this message as its Goodbye. Has no stack trace: it is the sender's fault. */
final class ProtocolViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProtocolViolation(String message) {
        super(message, null, false, false);
    }
}
