package io.gantry.engine.api.cluster;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Cluster-wide fenced locks, one per thing that moves. A lock keeps coordinators out of each other's way; it never decides ownership. */
@ProviderType
public interface MigrationLocks {

    /**
     * Takes a lock if it is free. Blocks for the agreement only.
     *
     * @return empty if another holds it
     * @throws RegisterException if no agreement can be had now
     */
    Optional<Lease> tryLock(String name);

    /** A held lock. Given back on the thread that took it. */
    @ProviderType
    interface Lease extends AutoCloseable {

        /** Higher than that of every earlier holder. */
        long fence();

        @Override
        void close();
    }
}
