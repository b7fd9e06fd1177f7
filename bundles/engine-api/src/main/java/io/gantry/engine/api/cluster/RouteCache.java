package io.gantry.engine.api.cluster;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The register's content, replicated to every worker: quick to read, and possibly old. Entries are only ever replaced by ones of a
 * higher epoch, or of the same epoch and later.
 */
@ProviderType
public interface RouteCache {

    /** What this worker knows. Any thread, no blocking. Its version is that of the newest publication seen. */
    OwnerTable current();

    /** Tells all workers what the register holds. May block on the network; not for matching threads. */
    void publish(OwnerTable table);
}
