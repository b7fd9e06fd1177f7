package io.gantry.client;

/** No worker that was asked knows the symbol. The message names it and what is known. */
public final class UnknownSymbolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownSymbolException(String message) {
        super(message);
    }
}
