package io.gantry.engine.api.journal;

import java.io.IOException;

/** A journal holds something that no crash of ours can have left there. The message names file, offset and what is wrong. */
public final class JournalCorruptException extends IOException {

    private static final long serialVersionUID = 1L;

    public JournalCorruptException(String message) {
        super(message);
    }
}
