package io.gantry.journal;

import java.io.IOException;

/** The device is full, or its user may not use more of it. What was to be written may be there in part. */
public final class NoSpaceException extends IOException {

    private static final long serialVersionUID = 1L;

    public NoSpaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
