package io.gantry.cli.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Watches starting workers until all serve, one gives up, or the time is over. */
final class StartWatch {

    private static final Duration STEP = Duration.ofMillis(150);

    private final Cluster cluster;
    private final Deadline deadline;
    private final Consumer<String> progress;
    private final Readiness readiness;
    private final List<Starting> waiting = new ArrayList<>();
    private int partitions;
    private int workers;

    /** @param neighbours the workers that live or are started, each of which must find all others */
    StartWatch(Cluster cluster, List<WorkerEntry> neighbours, Deadline deadline, Consumer<String> progress) {
        this.cluster = cluster;
        this.readiness = new Readiness(neighbours);
        this.deadline = deadline;
        this.progress = progress;
    }

    private record Starting(WorkerEntry worker, WorkerProcess process, ConsoleLog console) {}

    void add(WorkerEntry worker, WorkerProcess process, ConsoleLog console) {
        waiting.add(new Starting(worker, process, console));
        partitions += worker.partitions().size();
        workers++;
    }

    /** @throws ClusterException naming the worker that ended, failed or was late, and why */
    void awaitServing() {
        List<Starting> all = List.copyOf(waiting);
        while (!waiting.isEmpty()) {
            all.forEach(StartWatch::requireAlive);
            waiting.removeIf(this::isServing);
            if (!waiting.isEmpty()) {
                requireTime();
                waiting.get(0).process().awaitEnd(STEP);
            }
        }
        progress.accept(count(workers, "worker") + (workers == 1 ? " serves " : " serve ")
                + count(partitions, "partition") + " after " + deadline.passedSeconds());
    }

    private boolean isServing(Starting starting) {
        WorkerStatus status = cluster.status(starting.worker());
        String name = starting.worker().name();
        if (status.state() == WorkerState.FAILED) {
            throw new ClusterException("worker " + name + ": " + status.detail() + " (more in "
                    + starting.console().file().resolveSibling("worker.log") + ")");
        }
        if (status.state() != WorkerState.SERVING
                || readiness.awaited(starting.worker()).isPresent()) {
            return false;
        }
        progress.accept("worker " + name + ": serving after " + deadline.passedSeconds());
        return true;
    }

    private static void requireAlive(Starting starting) {
        if (!starting.process().isAlive()) {
            String reason =
                    starting.console().error().map(error -> ": " + error).orElse(" without a word");
            throw new ClusterException("worker " + starting.worker().name() + " ended while starting" + reason
                    + " (its output: " + starting.console().file() + ")");
        }
    }

    private void requireTime() {
        if (deadline.isOver()) {
            WorkerEntry late = waiting.get(0).worker();
            WorkerStatus status = cluster.status(late);
            String detail = status.state() == WorkerState.SERVING
                    ? readiness.awaited(late).orElse("as of now")
                    : status.detail();
            throw new ClusterException("worker " + late.name() + " is not ready after "
                    + deadline.length().toSeconds() + " s: it is " + status.state()
                    + (detail.isEmpty() ? "" : ", " + detail)
                    + " (its log: " + waiting.get(0).console().file().resolveSibling("worker.log") + ")");
        }
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
