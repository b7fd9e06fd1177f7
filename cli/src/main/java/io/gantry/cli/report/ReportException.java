package io.gantry.cli.report;

/** Says in one sentence, meant for the user, why a report cannot be written. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReportException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
