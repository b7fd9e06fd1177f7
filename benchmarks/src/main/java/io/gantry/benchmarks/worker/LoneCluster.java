package io.gantry.benchmarks.worker;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.engine.api.routing.Router;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A cluster of one worker, in memory: all that its partitions ask of a cluster. */
final class LoneCluster implements OwnerRegister, RouteCache, Membership, Router {
    private static final WorkerInfo SELF = new WorkerInfo("bench", "127.0.0.1", 1, "1");

    private final AtomicReference<OwnerTable> table;

    /** @param table who owns what at first */
    LoneCluster(OwnerTable table) {
        this.table = new AtomicReference<>(table);
    }

    @Override
    public OwnerTable read() {
        return table.get();
    }

    @Override
    public boolean compareAndSet(OwnerTable expected, OwnerTable next) {
        return table.compareAndSet(expected, next);
    }

    @Override
    public OwnerTable current() {
        return table.get();
    }

    @Override
    public void publish(OwnerTable fresh) {
        // The register is the cache.
    }

    @Override
    public WorkerInfo self() {
        return SELF;
    }

    @Override
    public List<WorkerInfo> workers() {
        return List.of(SELF);
    }

    @Override
    public boolean clustered() {
        return false;
    }

    @Override
    public RouteTable routes() {
        return new RouteTable(SELF.name(), table.get(), List.of(SELF));
    }
}
