package io.gantry.engine.api.cluster;

/**
 * Which worker a partition is on.
 *
 * @param partition 1 to {@value #MAX_PARTITION}
 * @param worker name of its worker
 * @param epoch rises by one whenever a worker takes the partition, also when the same one takes it again after a restart
 */
public record PartitionOwner(int partition, String worker, long epoch) {

    /** Largest partition number. */
    public static final int MAX_PARTITION = 1023;

    public PartitionOwner {
        if (partition < 1 || partition > MAX_PARTITION) {
            throw new IllegalArgumentException("partition " + partition + " not in 1.." + MAX_PARTITION);
        }
        if (worker.isEmpty()) {
            throw new IllegalArgumentException("partition " + partition + ": worker has no name");
        }
        if (epoch < 1) {
            throw new IllegalArgumentException("partition " + partition + ": epoch " + epoch + " is not above zero");
        }
    }
}
