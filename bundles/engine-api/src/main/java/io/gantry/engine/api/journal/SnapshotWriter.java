package io.gantry.engine.api.journal;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** A snapshot that is being written. Used by the journal's owner; nothing blocks. */
@ProviderType
public interface SnapshotWriter {

    /**
     * Takes a copy of one part, 1 to {@link Journal#MAX_RECORD_BYTES} bytes.
     *
     * @return false if there is no room now: nothing was taken
     */
    boolean add(ByteBuffer part);

    /** All parts were given. It counts from when {@link #isDurable} says so, and not at all if the process dies before. */
    void complete();

    /** Forgets it. Does nothing once complete. */
    void abandon();

    /** Whether it is complete and on disk. Any thread. */
    boolean isDurable();

    /** Whether it cannot be written (no space, an I/O error): it is forgotten, and the log goes on without. Any thread. */
    boolean hasFailed();
}
