package io.gantry.cli.demo;

/** Says in one sentence, meant for the user, why a run could not be carried out or was ended. */
public final class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunException(String sentence) {
        super(sentence);
    }

    RunException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
