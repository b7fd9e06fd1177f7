package io.gantry.cli.demo;

import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.WorkerEntry;
import java.util.List;

/** The workers of a cluster of processes, as a run sees them. */
final class WorkerProcesses {
    private final Cluster cluster;
    private final List<Placement.Worker> workers;
    private final int standbys;

    /** @throws ClusterException if none of them lives */
    WorkerProcesses(Cluster cluster) {
        this.cluster = cluster;
        List<WorkerEntry> live = cluster.requireLiveWorkers();
        this.workers = live.stream().map(WorkerProcesses::worker).toList();
        this.standbys = live.get(0).standbys().size() / live.get(0).partitions().size();
    }

    /** Those that lived at the start. */
    List<Placement.Worker> workers() {
        return workers;
    }

    /** Asks the first one that lives. */
    Operator operator() {
        return new ShellOperator(
                line -> cluster.shell(cluster.requireLiveWorkers().get(0).name(), line));
    }

    /** Ends a run if more of them are dead than partitions have standbys. */
    void watch(Abort abort) {
        try {
            List<String> dead = workers.stream()
                    .map(Placement.Worker::name)
                    .filter(name -> !cluster.isRunning(name))
                    .toList();
            if (dead.size() > standbys) {
                abort.because("worker " + String.join(", ", dead) + " died; what it wrote is in " + cluster.dir());
            }
        } catch (ClusterException failure) {
            abort.because(failure.getMessage());
        }
    }

    private static Placement.Worker worker(WorkerEntry entry) {
        return new Placement.Worker(entry.name(), entry.host(), entry.port(), entry.partitions());
    }
}
