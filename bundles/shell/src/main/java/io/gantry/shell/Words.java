package io.gantry.shell;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Failures as one line for people. */
final class Words {

    private Words() {}

    static String of(Throwable failure) {
        Throwable told = failure;
        while ((told instanceof ExecutionException || told instanceof CompletionException) && told.getCause() != null) {
            told = told.getCause();
        }
        String message = told.getMessage();
        String text = message == null || message.isBlank() ? told.getClass().getSimpleName() : message;
        return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
