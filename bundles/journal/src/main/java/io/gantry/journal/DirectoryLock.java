package io.gantry.journal;

import java.io.IOException;

/** A folder of one's own until closed. */
public interface DirectoryLock extends AutoCloseable {

    @Override
    void close() throws IOException;
}
