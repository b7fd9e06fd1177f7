package io.gantry.client;

import io.gantry.protocol.Cause;

/** The command did not happen and will not. It may be submitted again as a new one. */
public final class NotExecutedException extends CommandFailedException {

    private static final long serialVersionUID = 1L;

    private final Cause refusal;

    NotExecutedException(CommandId command, Cause refusal, String message) {
        super(command, "not executed, " + refusal + ": " + message);
        this.refusal = refusal;
    }

    /** Why it was refused the last time; {@link Cause#TRY_AGAIN} also if no worker could be asked. */
    public Cause refusal() {
        return refusal;
    }
}
