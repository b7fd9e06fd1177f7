package io.gantry.simulator.world;

import io.gantry.engine.api.cluster.PartitionOwner;
import java.util.Optional;

/** Sees every change of the register as it happens, before anybody is told. */
public interface RegisterWatcher {

    void changed(Optional<PartitionOwner> before, PartitionOwner after);

    /** It has forgotten all records. */
    void forgotten();
}
