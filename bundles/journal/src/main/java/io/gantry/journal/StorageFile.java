package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. One thread at a time. */
public interface StorageFile extends AutoCloseable {

    /** In bytes. */
    long size() throws IOException;

    /** Reads up to the buffer's remaining bytes; answers how many, below zero at the end of the file. */
    int read(ByteBuffer target, long offset) throws IOException;

    /**
     * Writes some of the buffer's remaining bytes, perhaps not all; answers how many.
     *
     * @throws NoSpaceException if there is no room on the device
     */
    int write(ByteBuffer source, long offset) throws IOException;

    /** Cuts the file off. After a crash the file is as long as before or as after. */
    void truncate(long size) throws IOException;

    /** Returns when the content, and the size, are on disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
