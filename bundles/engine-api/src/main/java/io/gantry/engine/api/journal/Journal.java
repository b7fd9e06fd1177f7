package io.gantry.engine.api.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An append-only log of records. One thread appends; a thread of the journal's own writes and syncs what was appended
 * in groups. A position is a number of bytes since the log began, counting framing.
 */
@ProviderType
public interface Journal extends AutoCloseable {

    /** {@link #append} found no room: nothing was taken, try again later. */
    long BACK_PRESSURED = -1;

    /** Largest record, in bytes. */
    int MAX_RECORD_BYTES = 1 << 20;

    /**
     * Takes a copy of the record's remaining bytes. Does not block and does no I/O. Only the appending thread calls it.
     *
     * @return the position behind the record, or {@link #BACK_PRESSURED}
     * @throws IllegalArgumentException if the record is empty or longer than {@link #MAX_RECORD_BYTES}
     * @throws IllegalStateException after close, or after a failure
     */
    long append(ByteBuffer record);

    /** Position behind the last appended record. Any thread. */
    long appendedPosition();

    /** Everything before this position survives the death of the process and, if syncing is on, of the machine. Any thread. */
    long durablePosition();

    /** What made the log stop, if it did. It never goes on after a failed write or sync, since nobody can tell then what is on disk. */
    Optional<IOException> failure();

    /** Writes and syncs what was appended, then closes. Twice is once. */
    @Override
    void close();
}
