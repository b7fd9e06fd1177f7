package io.gantry.cli.flow;

/** Says in one sentence, meant for the user, why a flow cannot be had: what was found, where, and what was expected. */
public final class FlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 40;

    public FlowException(String message) {
        super(message);
    }

    public FlowException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Quotes text from outside for a message: cut when long, unprintable characters masked. */
    static String quote(String text) {
        String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
        return "'" + shown.replaceAll("[^\\x20-\\x7e]", "?") + "'";
    }
}
