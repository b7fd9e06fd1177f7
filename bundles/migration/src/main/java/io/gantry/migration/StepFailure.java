package io.gantry.migration;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** A step did not do what it should. The message is what operators read. */
final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean late;

    StepFailure(String message) {
        this(message, null, false);
    }

    private StepFailure(String message, Throwable cause, boolean late) {
        super(message, cause);
        this.late = late;
    }

    /** Something else failed. */
    static StepFailure because(Throwable cause) {
        return cause instanceof StepFailure failure ? failure : new StepFailure(words(cause), cause, false);
    }

    /** It took too long. */
    static StepFailure late(Throwable cause) {
        return new StepFailure("no answer in time", cause, true);
    }

    /** Whether time was the only reason. */
    boolean isLate() {
        return late;
    }

    /** The message of a throwable; its class where it has none, or where the message alone would not tell. */
    static String words(Throwable failure) {
        Throwable told = failure;
        while ((told instanceof CompletionException || told instanceof ExecutionException) && told.getCause() != null) {
            told = told.getCause();
        }
        String message = told.getMessage();
        if (message == null || message.isBlank()) {
            return told.getClass().getSimpleName();
        }
        boolean isOurs = told.getClass().getName().startsWith("io.gantry.");
        return isOurs ? message : told.getClass().getSimpleName() + ": " + message;
    }
}
