package io.gantry.engine.api.cluster;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Which workers are alive, as this worker sees it. Says nothing about ownership. All methods: any thread, no blocking. */
@ProviderType
public interface Membership {

    /** This worker. */
    WorkerInfo self();

    /** Live workers by name, this one included. */
    List<WorkerInfo> workers();

    /** One live worker. */
    default Optional<WorkerInfo> worker(String name) {
        return workers().stream().filter(worker -> worker.name().equals(name)).findFirst();
    }

    /** Whether workers can ever join this one; false for a worker on its own. */
    boolean clustered();
}
