package io.gantry.engine.api.routing;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Symbol to partition to worker: an immutable picture with look-ups by number. */
public final class RouteTable {

    /** {@link #partitionOf} knows no such symbol. */
    public static final int UNKNOWN_SYMBOL = 0;

    private final String self;
    private final OwnerTable owners;
    private final Map<String, WorkerInfo> workers;
    private final int[] partitionBySymbolId;
    private final long[] epochBySymbolId;
    private final boolean[] localByPartition = new boolean[PartitionOwner.MAX_PARTITION + 1];

    /**
     * @param self name of this worker
     * @param owners who owns what
     * @param workers who is alive
     */
    public RouteTable(String self, OwnerTable owners, Collection<WorkerInfo> workers) {
        this.self = self;
        this.owners = owners;
        Map<String, WorkerInfo> byName = new HashMap<>();
        workers.forEach(worker -> byName.put(worker.name(), worker));
        this.workers = Map.copyOf(byName);
        partitionBySymbolId = new int[owners.nextSymbolId()];
        epochBySymbolId = new long[owners.nextSymbolId()];
        for (SymbolOwner owner : owners.symbols().values()) {
            partitionBySymbolId[owner.instrument().symbolId()] = owner.partition();
            epochBySymbolId[owner.instrument().symbolId()] = owner.epoch();
        }
        for (PartitionOwner owner : owners.partitions().values()) {
            localByPartition[owner.partition()] = owner.worker().equals(self);
        }
    }

    /** A symbol's partition, or {@link #UNKNOWN_SYMBOL}. Hot path. */
    public int partitionOf(int symbolId) {
        return symbolId > 0 && symbolId < partitionBySymbolId.length ? partitionBySymbolId[symbolId] : UNKNOWN_SYMBOL;
    }

    /** The epoch of a symbol's owner, 0 for an unknown symbol. Hot path. */
    public long epochOf(int symbolId) {
        return symbolId > 0 && symbolId < epochBySymbolId.length ? epochBySymbolId[symbolId] : 0;
    }

    /** Whether this worker hosts a partition. Hot path. */
    public boolean isLocal(int partition) {
        return partition > 0 && partition < localByPartition.length && localByPartition[partition];
    }

    /** The live worker that hosts a partition. */
    public Optional<WorkerInfo> workerOf(int partition) {
        return owners.partition(partition).map(owner -> workers.get(owner.worker()));
    }

    /** Name of this worker. */
    public String self() {
        return self;
    }

    /** Who owns what. */
    public OwnerTable owners() {
        return owners;
    }

    /** Live workers. */
    public List<WorkerInfo> workers() {
        return List.copyOf(workers.values());
    }
}
