package io.gantry.cli.cluster;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One start of a cluster or of a worker of it, under the folder's lock. Either all that is asked for serves, or nothing new runs. */
final class ClusterStart {

    private static final Duration UNDO_LIMIT = Duration.ofSeconds(15);
    private static final int SECRET_BYTES = 24;
    private static final int NAME_BYTES = 4;

    private final Cluster cluster;
    private final Installation installation;
    private final Duration limit;
    private final Consumer<String> progress;
    private final SecureRandom random = new SecureRandom();

    ClusterStart(Cluster cluster, Installation installation, Duration limit, Consumer<String> progress) {
        this.cluster = cluster;
        this.installation = installation;
        this.limit = limit;
        this.progress = progress;
    }

    void startAll(ClusterShape shape) {
        Optional<ClusterFile.Content> known = cluster.file().read();
        known.ifPresent(content -> requireSame(shape, content.workers()));
        List<WorkerEntry> before = known.map(ClusterFile.Content::workers).orElse(List.of());
        List<WorkerEntry> workers =
                new PortPlan(random).assign(PortPlan.entries(shape, cluster.folder()), before, shape);
        String name = known.map(ClusterFile.Content::cluster).orElseGet(() -> "gantry-" + hex(NAME_BYTES));
        configure(workers, before, name);
        shape.replication()
                .durability()
                .ifPresent(durability ->
                        workers.forEach(worker -> new WorkerHome(worker.home()).setDurability(durability)));
        cluster.file().write(new ClusterFile.Content(name, workers));
        try {
            launch(workers);
        } catch (ClusterException failure) {
            if (known.isEmpty()) {
                cluster.file().delete();
            }
            throw failure;
        }
    }

    void startOne(String name) {
        WorkerEntry worker = cluster.worker(name);
        cluster.process(worker).ifPresent(process -> {
            throw new ClusterException("worker " + name + " runs already (pid " + process.pid() + ")");
        });
        PortPlan.requireFree(worker);
        launch(List.of(worker));
    }

    private void requireSame(ClusterShape shape, List<WorkerEntry> workers) {
        List<WorkerEntry> live = cluster.liveWorkers();
        if (!live.isEmpty()) {
            String running = live.stream()
                    .map(worker -> worker.name() + " (pid "
                            + cluster.process(worker).map(WorkerProcess::pid).orElse(worker.pid()) + ")")
                    .collect(Collectors.joining(", "));
            throw new ClusterException(running + (live.size() == 1 ? " runs" : " run") + " already in " + cluster.dir()
                    + "; `gantry stop` stops, `gantry start --worker NAME` starts one that is missing");
        }
        int partitions = workers.get(0).partitions().size();
        if (workers.size() != shape.workers() || partitions != shape.partitionsPerWorker()) {
            throw new ClusterException(cluster.dir() + " holds the data of "
                    + (workers.size() == 1 ? "1 worker" : workers.size() + " workers") + " with " + partitions
                    + (partitions == 1 ? " partition" : " partitions")
                    + " each; start them as they are, or choose another --dir");
        }
        int standbys = standbys(workers);
        if (shape.replication().standbys() < standbys) {
            throw new ClusterException(cluster.dir() + " holds partitions with " + standbys
                    + (standbys == 1 ? " standby" : " standbys") + " each, of which any may have become the primary;"
                    + " start them with as many or more, or choose another --dir");
        }
    }

    private static int standbys(List<WorkerEntry> workers) {
        return workers.get(0).standbys().size() / workers.get(0).partitions().size();
    }

    /** Left alone if nothing changed, so that what somebody set by hand stays. */
    private void configure(List<WorkerEntry> workers, List<WorkerEntry> before, String name) {
        boolean isConfigured = places(workers).equals(places(before))
                && workers.stream().allMatch(worker -> new WorkerHome(worker.home()).isConfigured());
        String secret = hex(SECRET_BYTES);
        for (WorkerEntry worker : workers) {
            WorkerHome home = new WorkerHome(worker.home());
            home.make();
            if (!isConfigured) {
                home.configure(worker, workers, name, secret);
            }
        }
    }

    private static List<WorkerEntry> places(List<WorkerEntry> workers) {
        return workers.stream()
                .map(worker -> worker.withPid(WorkerEntry.NO_PROCESS))
                .toList();
    }

    private void launch(List<WorkerEntry> workers) {
        Map<WorkerEntry, ConsoleLog> launched = new LinkedHashMap<>();
        List<WorkerProcess> processes = new ArrayList<>();
        Thread undo = new Thread(() -> processes.forEach(WorkerProcess::terminate), "gantry-start-undo");
        Runtime.getRuntime().addShutdownHook(undo);
        try {
            StartWatch watch = new StartWatch(cluster, neighbours(workers), Deadline.after(limit), progress);
            for (WorkerEntry worker : workers) {
                WorkerHome home = new WorkerHome(worker.home());
                ConsoleLog console = ConsoleLog.fromHere(home.console());
                WorkerProcess process = WorkerProcess.start(installation, home);
                processes.add(process);
                WorkerEntry started = worker.withPid(process.pid());
                launched.put(started, console);
                cluster.note(List.of(started));
                progress.accept("worker " + worker.name() + ": process " + process.pid() + ", port " + worker.port());
                watch.add(started, process, console);
            }
            watch.awaitServing();
        } catch (ClusterException failure) {
            progress.accept("stopping what was started");
            undo(List.copyOf(launched.keySet()), failure);
            throw failure;
        } finally {
            forget(undo);
        }
    }

    private List<WorkerEntry> neighbours(List<WorkerEntry> started) {
        List<WorkerEntry> all = new ArrayList<>(started);
        all.addAll(cluster.liveWorkers());
        return all;
    }

    private void undo(List<WorkerEntry> started, ClusterException failure) {
        try {
            cluster.stopAll(started, UNDO_LIMIT, true);
        } catch (ClusterException also) {
            failure.addSuppressed(also);
        }
    }

    private void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            progress.accept("this command is being ended, and what it started with it");
        }
    }

    private String hex(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }
}
