package io.gantry.engine.api.book;

/** A book's image is refused whole; the message says why. */
public final class BookImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BookImageException(String message) {
        super(message);
    }

    public BookImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
