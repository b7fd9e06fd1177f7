package io.gantry.cli.journal;

/** A journal cannot be looked into. The message is a sentence for the user. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
