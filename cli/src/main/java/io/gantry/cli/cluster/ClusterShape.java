package io.gantry.cli.cluster;

import io.gantry.engine.api.cluster.PartitionOwner;

/**
 * What a cluster is to look like.
 *
 * @param workers 1: a worker alone; 3 to 64: members of a Hazelcast cluster, called {@code w1}, {@code w2} and so on
 * @param partitionsPerWorker 1 or more; {@code w1} gets the first ones, {@code w2} the next ones and so on
 * @param portBase {@link #ANY_PORTS}, or the port of {@code w1}: the workers take this one and the next ones, and members
 *     of a cluster as many after those for Hazelcast
 * @param replication how many standbys partitions have, at most one on each other worker
 */
public record ClusterShape(int workers, int partitionsPerWorker, int portBase, Replication replication) {

    /** Ports that happen to be free. */
    public static final int ANY_PORTS = 0;

    private static final int MAX_WORKERS = 64;
    private static final int MAX_PORT = 65_535;
    private static final int PAIR = 2;

    /** @throws ClusterException naming the figure that cannot be and what can */
    public ClusterShape {
        if (workers == PAIR) {
            throw new ClusterException(
                    "a cluster needs 3 workers for its register's majority (or 1: a worker alone), not 2");
        }
        if (workers < 1 || workers > MAX_WORKERS) {
            throw new ClusterException("workers: " + workers + " is not 1 or 3 to " + MAX_WORKERS);
        }
        if (partitionsPerWorker < 1 || partitionsPerWorker > PartitionOwner.MAX_PARTITION / workers) {
            throw new ClusterException("partitions per worker: " + partitionsPerWorker + " is not 1 to "
                    + PartitionOwner.MAX_PARTITION / workers + ", as a cluster has " + PartitionOwner.MAX_PARTITION
                    + " partitions at most");
        }
        int lastBase = MAX_PORT + 1 - ports(workers);
        if (portBase != ANY_PORTS && (portBase < 1 || portBase > lastBase)) {
            throw new ClusterException("port base: " + portBase + " is not 1 to " + lastBase + ", as " + workers
                    + (workers == 1 ? " worker takes " : " workers take ") + ports(workers)
                    + (ports(workers) == 1 ? " port" : " ports"));
        }
        int mostStandbys = Math.min(workers, PartitionOwner.MAX_REPLICAS) - 1;
        if (replication.standbys() < 0 || replication.standbys() > mostStandbys) {
            throw new ClusterException("standbys: " + replication.standbys() + " is not 0 to " + mostStandbys
                    + ", as a partition has " + PartitionOwner.MAX_REPLICAS
                    + " replicas at most, each on another of the " + workers
                    + (workers == 1 ? " worker" : " workers"));
        }
    }

    /** Without standbys. */
    public ClusterShape(int workers, int partitionsPerWorker, int portBase) {
        this(workers, partitionsPerWorker, portBase, Replication.NONE);
    }

    /** So many workers with one partition each, on any free ports. */
    public static ClusterShape of(int workers) {
        return new ClusterShape(workers, 1, ANY_PORTS);
    }

    /** Whether the workers are members of a cluster, and not one on its own. */
    public boolean isClustered() {
        return workers > 1;
    }

    /** How many ports that takes: one per worker, and one more per member of a cluster. */
    int ports() {
        return ports(workers);
    }

    private static int ports(int workers) {
        return workers > 1 ? 2 * workers : workers;
    }
}
