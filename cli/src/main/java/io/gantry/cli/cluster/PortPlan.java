package io.gantry.cli.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Decides which worker gets which partitions, and which ports: those asked for, else those it had, else free ones. */
final class PortPlan {

    private static final String HOST = "127.0.0.1";

    private final RandomGenerator random;

    PortPlan(RandomGenerator random) {
        this.random = random;
    }

    /** The workers of a cluster, still without ports. */
    static List<WorkerEntry> entries(ClusterShape shape, ClusterFolder folder) {
        List<WorkerEntry> entries = new ArrayList<>();
        for (int number = 1; number <= shape.workers(); number++) {
            String name = "w" + number;
            entries.add(new WorkerEntry(
                    name,
                    WorkerEntry.NO_PROCESS,
                    HOST,
                    WorkerEntry.NO_PORT,
                    WorkerEntry.NO_PORT,
                    folder.home(name).root(),
                    partitions(number, shape),
                    standbys(number, shape)));
        }
        return entries;
    }

    private static List<Integer> partitions(int worker, ClusterShape shape) {
        int count = shape.partitionsPerWorker();
        int first = (worker - 1) * count + 1;
        return IntStream.range(first, first + count).boxed().toList();
    }

    /** Those of the workers before this one, the last being before the first. */
    private static List<Integer> standbys(int worker, ClusterShape shape) {
        return IntStream.rangeClosed(1, shape.replication().standbys())
                .map(back -> Math.floorMod(worker - 1 - back, shape.workers()) + 1)
                .sorted()
                .mapToObj(other -> partitions(other, shape))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * Gives every worker its ports.
     *
     * @param before the workers of the last start, none if this is the first
     * @throws ClusterException if a port that was asked for is taken
     */
    List<WorkerEntry> assign(List<WorkerEntry> workers, List<WorkerEntry> before, ClusterShape shape) {
        if (shape.portBase() != ClusterShape.ANY_PORTS) {
            List<WorkerEntry> asked = consecutive(workers, shape);
            asked.forEach(PortPlan::requireFree);
            return asked;
        }
        Set<Integer> kept = new HashSet<>();
        before.forEach(worker -> keepIfFree(worker.port(), kept));
        before.forEach(worker -> keepIfFree(worker.memberPort(), kept));
        Iterator<Integer> fresh =
                FreePorts.ofThisMachine(random).pick(HOST, shape.ports(), kept).iterator();
        List<WorkerEntry> assigned = new ArrayList<>();
        for (WorkerEntry worker : workers) {
            Optional<WorkerEntry> old = before.stream()
                    .filter(candidate -> candidate.name().equals(worker.name()))
                    .findFirst();
            int port = old.map(WorkerEntry::port).filter(kept::contains).orElseGet(fresh::next);
            int memberPort = !shape.isClustered()
                    ? WorkerEntry.NO_PORT
                    : old.map(WorkerEntry::memberPort).filter(kept::contains).orElseGet(fresh::next);
            assigned.add(worker.withPorts(port, memberPort));
        }
        return assigned;
    }

    /** @throws ClusterException naming the port of that worker that is taken */
    static void requireFree(WorkerEntry worker) {
        requireFree(worker, worker.port(), "its port");
        if (worker.isClustered()) {
            requireFree(worker, worker.memberPort(), "its port for Hazelcast");
        }
    }

    private static void requireFree(WorkerEntry worker, int port, String what) {
        if (!FreePorts.isFree(worker.host(), port)) {
            throw new ClusterException("worker " + worker.name() + " cannot be started: " + what + ", " + port + " on "
                    + worker.host() + ", is in use");
        }
    }

    private static List<WorkerEntry> consecutive(List<WorkerEntry> workers, ClusterShape shape) {
        List<WorkerEntry> asked = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            int port = shape.portBase() + i;
            asked.add(
                    workers.get(i).withPorts(port, shape.isClustered() ? port + workers.size() : WorkerEntry.NO_PORT));
        }
        return asked;
    }

    private static void keepIfFree(int port, Set<Integer> kept) {
        if (port != WorkerEntry.NO_PORT && FreePorts.isFree(HOST, port)) {
            kept.add(port);
        }
    }
}
