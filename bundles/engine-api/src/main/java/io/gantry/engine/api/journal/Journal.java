package io.gantry.engine.api.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The log of one replica of a partition: records that are appended at its end, and snapshots of the state that let its beginning be
 * forgotten. One thread, the owner's, appends; a thread of the journal's own writes and syncs what was appended in groups.
 *
 * <p>A position is a number of bytes since the partition's log began, counting framing. It depends on the records alone, so the
 * same record has the same position in the log of every replica.
 */
@ProviderType
public interface Journal extends AutoCloseable {

    /** {@link #append} found no room: nothing was taken, try again later. */
    long BACK_PRESSURED = -1;

    /** {@link #read} was asked for a position that is not kept any more. */
    int GONE = -1;

    /** Largest record, in bytes. */
    int MAX_RECORD_BYTES = 1 << 20;

    /** Bytes in front of a record's payload, see {@link #read}. */
    int RECORD_HEADER_BYTES = 16;

    /** Positions are multiples of this. */
    int ALIGNMENT = 8;

    /** How far a record of this payload moves the position. */
    static int recordBytes(int payloadBytes) {
        return (RECORD_HEADER_BYTES + payloadBytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /**
     * Takes a copy of the record's remaining bytes. Does not block and does no I/O. Only the owner calls it.
     *
     * @return the position behind the record, or {@link #BACK_PRESSURED}
     * @throws IllegalArgumentException if the record is empty or longer than {@link #MAX_RECORD_BYTES}
     * @throws IllegalStateException after close, or after a failure
     */
    long append(ByteBuffer record);

    /** Position of the oldest record kept, or where the first one will stand. Any thread. */
    long startPosition();

    /** Position behind the last appended record. Any thread. */
    long appendedPosition();

    /** Everything before this position survives the death of the process and, if synced, of the machine. Any thread. */
    long durablePosition();

    /**
     * Has this run each time the durable position has moved, and when the log has stopped; one listener at most. On a thread of the journal's: it must
     * not block, and is only to wake whoever looks.
     */
    default void whenDurable(Runnable listener) {}

    /**
     * Drops every record from a position on, which is the end of a record or the start of the log: what is behind it was superseded. Blocks for the
     * disk. Only the owner calls it.
     *
     * @throws IOException if it cannot be done; the journal has failed then
     */
    void cut(long position) throws IOException;

    /**
     * Reads whole records as they lie in the log, as many as fit into the target's remaining bytes: each has its payload's length as an int
     * at offset 4, its own position as a long at offset 8, and its payload at offset {@link #RECORD_HEADER_BYTES}, little endian; the next begins
     * {@link #recordBytes} behind it. Checksums are checked. Blocks for the disk; any one thread at a time, not the owner's.
     *
     * @param from where a record begins
     * @return how many bytes were put into the target: 0 if nothing behind {@code from} is written yet or not even one record fits,
     *     {@link #GONE} if the log begins behind {@code from}
     * @throws IOException if it cannot be read, or what is there is damaged
     */
    int read(long from, ByteBuffer target) throws IOException;

    /**
     * Begins a snapshot of the state as all records before a position made it. When it is durable, older snapshots but one are deleted, and the
     * log before the oldest one kept. Only the owner calls it, and one at a time.
     */
    SnapshotWriter snapshot(long position);

    /**
     * Begins the snapshot that another replica has sent, to replace all that is here: once it is durable the log begins behind it and is empty. After that
     * the journal is to be closed and opened again. Only the owner calls it.
     */
    SnapshotWriter install(long position);

    /**
     * The newest complete snapshot, to be sent to another replica, empty if there is none. Blocks for the disk; not the owner's thread. It
     * stays readable until closed, whatever is deleted meanwhile.
     */
    Optional<SnapshotParts> newestSnapshot() throws IOException;

    /** What made the log stop, if it did. It never goes on after a failed write or sync, since nobody can tell then what is on disk. */
    Optional<IOException> failure();

    /** Writes and syncs what was appended, then closes, and remembers that it ended well. Twice is once. */
    @Override
    void close();

    /** Like {@link #close}, but does not say that it ended well: something that was appended before this journal was opened may be missing. */
    default void closeIncomplete() {
        close();
    }
}
