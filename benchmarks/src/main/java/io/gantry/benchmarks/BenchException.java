package io.gantry.benchmarks;

/** A benchmark that cannot go on; the message is a sentence for whoever started it. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
