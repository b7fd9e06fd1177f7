package io.gantry.migration;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.MigrationLocks;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.cluster.RouteCache;

/** What a coordinator needs of the cluster. */
record Cluster(OwnerRegister register, RouteCache routes, MigrationLocks locks, Membership membership, Peers peers) {

    /** Name of this worker. */
    String self() {
        return membership.self().name();
    }
}
