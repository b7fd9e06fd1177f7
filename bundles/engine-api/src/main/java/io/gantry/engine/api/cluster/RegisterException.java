package io.gantry.engine.api.cluster;

/** The register did not answer as asked. */
public final class RegisterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean inDoubt;

    public RegisterException(String message, boolean inDoubt, Throwable cause) {
        super(message, cause);
        this.inDoubt = inDoubt;
    }

    /** Whether the change that was asked for may have happened all the same. */
    public boolean isInDoubt() {
        return inDoubt;
    }
}
