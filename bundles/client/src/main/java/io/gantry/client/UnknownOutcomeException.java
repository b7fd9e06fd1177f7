package io.gantry.client;

/**
 * Nobody told whether the command happened. It must not be submitted again as a new one before the symbol's events have been looked
 * at: they hold its request id if it did.
 */
public final class UnknownOutcomeException extends CommandFailedException {

    private static final long serialVersionUID = 1L;

    UnknownOutcomeException(CommandId command, String message) {
        super(command, "outcome unknown: " + message);
    }
}
