package io.gantry.engine.api.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * Who holds a partition. The primary sequences its commands; it acknowledges what every in-sync replica has, so each of these may
 * become the next primary.
 *
 * @param partition 1 to {@value #MAX_PARTITION}
 * @param worker name of the primary
 * @param epoch rises by one whenever a worker becomes the primary, also when the same one does so again after a restart
 * @param version rises by one with every change of this record
 * @param inSync names of the workers with a replica that has everything acknowledged, the primary among them
 */
public record PartitionOwner(int partition, String worker, long epoch, long version, List<String> inSync) {

    /** Largest partition number. */
    public static final int MAX_PARTITION = 1023;

    /** Most replicas of a partition. */
    public static final int MAX_REPLICAS = 7;

    public PartitionOwner {
        if (partition < 1 || partition > MAX_PARTITION) {
            throw new IllegalArgumentException("partition " + partition + " not in 1.." + MAX_PARTITION);
        }
        if (worker.isEmpty()) {
            throw new IllegalArgumentException("partition " + partition + ": worker has no name");
        }
        if (epoch < 1 || version < epoch) {
            throw new IllegalArgumentException("partition " + partition + ": epoch " + epoch + ", version " + version
                    + ": the epoch must be above zero, and the version not below it");
        }
        inSync = inSync.stream().sorted().distinct().toList();
        if (!inSync.contains(worker) || inSync.size() > MAX_REPLICAS) {
            throw new IllegalArgumentException("partition " + partition + ": in-sync replicas " + inSync
                    + " must contain the primary " + worker + " and be at most " + MAX_REPLICAS);
        }
    }

    /** A partition without standbys, as nobody but its taking by workers has ever changed it. */
    public PartitionOwner(int partition, String worker, long epoch) {
        this(partition, worker, epoch, epoch, List.of(worker));
    }

    /** After an in-sync replica took over: next epoch, without the primary that was. A primary that takes over from itself leaves all as they are. */
    public PartitionOwner takenBy(String next) {
        List<String> left = new ArrayList<>(inSync);
        if (!next.equals(worker)) {
            left.remove(worker);
        }
        return new PartitionOwner(partition, next, epoch + 1, version + 1, left);
    }

    /** The same primary and epoch with other in-sync replicas. */
    public PartitionOwner withInSync(List<String> replicas) {
        return new PartitionOwner(partition, worker, epoch, version + 1, replicas);
    }
}
