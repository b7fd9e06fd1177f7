package io.gantry.cli.demo;

import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.WorkerEntry;
import java.util.List;

/** The workers of a cluster of processes, as a run sees them. */
final class WorkerProcesses {
    private final Cluster cluster;
    private final List<Placement.Worker> workers;

    /** @throws ClusterException if none of them lives */
    WorkerProcesses(Cluster cluster) {
        this.cluster = cluster;
        this.workers = cluster.requireLiveWorkers().stream()
                .map(WorkerProcesses::worker)
                .toList();
    }

    /** Those that lived at the start. */
    List<Placement.Worker> workers() {
        return workers;
    }

    Operator operator() {
        String first = workers.get(0).name();
        return new ShellOperator(line -> cluster.shell(first, line));
    }

    /** Ends a run if one of them is dead. */
    void watch(Abort abort) {
        try {
            for (Placement.Worker worker : workers) {
                if (!cluster.isRunning(worker.name())) {
                    abort.because("worker " + worker.name() + " died; what it wrote is in " + cluster.dir());
                }
            }
        } catch (ClusterException failure) {
            abort.because(failure.getMessage());
        }
    }

    private static Placement.Worker worker(WorkerEntry entry) {
        return new Placement.Worker(entry.name(), entry.host(), entry.port(), entry.partitions());
    }
}
