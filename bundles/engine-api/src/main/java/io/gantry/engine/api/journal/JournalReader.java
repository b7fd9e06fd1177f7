package io.gantry.engine.api.journal;

import java.nio.ByteBuffer;

/** Is given what a journal holds: the newest good snapshot, if there is one, then the records behind it in order. */
@FunctionalInterface
public interface JournalReader {

    /**
     * One part of the snapshot, in the order in which they were written. All of them come before the first record.
     *
     * @param position the snapshot is the state of all records before it
     * @param part its bytes, valid during the call, little endian
     */
    default void snapshot(long position, ByteBuffer part) {
        throw new IllegalStateException("a snapshot where none was expected, at position " + position);
    }

    /**
     * @param position behind this record
     * @param record its bytes, valid during the call, little endian
     */
    void record(long position, ByteBuffer record);
}
