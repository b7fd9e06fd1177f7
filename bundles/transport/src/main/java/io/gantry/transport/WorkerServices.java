package io.gantry.transport;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.routing.Router;

/**
 * What connections talk to.
 *
 * @param router where symbols are
 * @param partitions takes the commands of local ones
 * @param membership who is alive
 * @param peerServices what other workers may call
 */
record WorkerServices(Router router, PartitionHost partitions, Membership membership, PeerServices peerServices) {}
