package io.gantry.engine.api.migration;

/** A move cannot be planned. The message says why and, where there is something, what to do. */
public final class PlanRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PlanRefusedException(String message) {
        super(message);
    }

    public PlanRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
