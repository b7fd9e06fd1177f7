package io.gantry.engine.api.journal;

import java.nio.ByteBuffer;

/** Is given the records of a journal in order. */
@FunctionalInterface
public interface JournalReader {

    /**
     * @param position behind this record
     * @param record its bytes, valid during the call, little endian
     */
    void record(long position, ByteBuffer record);
}
