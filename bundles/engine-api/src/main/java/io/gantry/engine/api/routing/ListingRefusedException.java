package io.gantry.engine.api.routing;

/** Symbols cannot be listed as asked; nothing was changed. The message tells what stands against it. */
public final class ListingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ListingRefusedException(String message) {
        super(message);
    }
}
