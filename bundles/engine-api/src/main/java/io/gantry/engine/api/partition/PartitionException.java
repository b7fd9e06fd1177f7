package io.gantry.engine.api.partition;

/** A partition cannot do what was asked. The message names partition, symbol and epoch where there are any, and what to do. */
public final class PartitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PartitionException(String message) {
        super(message);
    }

    public PartitionException(String message, Throwable cause) {
        super(message, cause);
    }
}
