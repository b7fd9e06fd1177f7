package io.gantry.simulator.mutants;

/** Mutants cannot be run as they are: the message says which, and what to do. */
public final class MutantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MutantException(String message) {
        super(message);
    }

    MutantException(String message, Throwable cause) {
        super(message, cause);
    }
}
