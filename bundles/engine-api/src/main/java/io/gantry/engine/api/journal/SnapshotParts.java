package io.gantry.engine.api.journal;

import java.io.IOException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A complete snapshot, read part by part. One thread at a time. */
@ProviderType
public interface SnapshotParts extends AutoCloseable {

    /** The state is that of all records before this position. */
    long position();

    /**
     * The next part, empty behind the last. Blocks for the disk.
     *
     * @throws IOException if it is damaged or cannot be read
     */
    Optional<byte[]> next() throws IOException;

    @Override
    void close();
}
