package io.gantry.client;

/** A command was given up. */
public abstract sealed class CommandFailedException extends RuntimeException
        permits NotExecutedException, UnknownOutcomeException {

    private static final long serialVersionUID = 1L;

    private final String symbol;
    private final int symbolId;
    private final long clientId;
    private final long requestId;

    CommandFailedException(CommandId command, String message) {
        super("symbol " + command.symbol() + ", client " + command.clientId() + ", request " + command.requestId()
                + ": " + message);
        symbol = command.symbol();
        symbolId = command.symbolId();
        clientId = command.clientId();
        requestId = command.requestId();
    }

    /** Name of the symbol. */
    public String symbol() {
        return symbol;
    }

    /** Number of the symbol. */
    public int symbolId() {
        return symbolId;
    }

    /** Who sent it. */
    public long clientId() {
        return clientId;
    }

    /** His number for it. */
    public long requestId() {
        return requestId;
    }
}
