package io.gantry.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The workers of one folder. Holds no resources: it may be dropped without stopping anything, and {@link #open opened}
 * again by another process. Any thread; starting and stopping is done by one at a time, machine-wide.
 *
 * <p>All methods throw {@link ClusterException} with one sentence for the user.
 */
public final class Cluster {

    private static final Duration STATUS_LIMIT = Duration.ofSeconds(5);
    private static final Duration SHELL_LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClusterFolder folder;
    private final ClusterFile file;

    Cluster(ClusterFolder folder) {
        this.folder = folder;
        this.file = new ClusterFile(folder);
    }

    /**
     * Starts workers and returns when every partition of every worker is SERVING. If that does not come to pass, what was
     * started is stopped again before the exception is thrown; so it is when this process is told to end meanwhile.
     *
     * <p>A folder that has a stopped cluster of that shape goes on with it: data and names are kept, and ports too, unless
     * they are taken meanwhile or others are asked for.
     *
     * @param dir where the cluster is to live; made if missing
     * @param deadline how long all of it may take; 90 seconds leave room for a busy machine
     * @param progress is told in one line each what has happened, on the calling thread
     */
    public static Cluster start(
            Installation installation, Path dir, ClusterShape shape, Duration deadline, Consumer<String> progress) {
        ClusterFolder folder = ClusterFolder.make(dir);
        Cluster cluster = new Cluster(folder);
        return folder.locked(() -> {
            new ClusterStart(cluster, installation, deadline, progress).startAll(shape);
            return cluster;
        });
    }

    /**
     * The cluster of a folder, whether its workers live or not.
     *
     * @throws ClusterException if there never was one
     */
    public static Cluster open(Path dir) {
        return find(dir).orElseThrow(() -> noneRuns(ClusterFolder.at(dir)));
    }

    /** The cluster of a folder, if there ever was one. */
    public static Optional<Cluster> find(Path dir) {
        Cluster cluster = new Cluster(ClusterFolder.at(dir));
        return cluster.file.read().map(content -> cluster);
    }

    /** The folder, absolute. */
    public Path dir() {
        return folder.dir();
    }

    /** All workers by number, dead ones included. Read anew each time. */
    public List<WorkerEntry> workers() {
        return content().workers();
    }

    /**
     * One worker.
     *
     * @throws ClusterException if it is none of this cluster, naming those that are
     */
    public WorkerEntry worker(String name) {
        List<WorkerEntry> workers = workers();
        return workers.stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ClusterException("no worker " + name + " in " + dir() + ", there are " + names(workers)));
    }

    /** The workers whose processes live. */
    public List<WorkerEntry> liveWorkers() {
        return workers().stream().filter(worker -> process(worker).isPresent()).toList();
    }

    /** The workers whose processes live, at least one. */
    public List<WorkerEntry> requireLiveWorkers() {
        List<WorkerEntry> live = liveWorkers();
        if (live.isEmpty()) {
            throw noneRuns(folder);
        }
        return live;
    }

    /** Where clients connect: every worker, dead ones included. */
    public List<InetSocketAddress> addresses() {
        return workers().stream().map(WorkerEntry::address).toList();
    }

    /** Whether the worker's process lives. Says nothing about its serving. */
    public boolean isRunning(String name) {
        return process(worker(name)).isPresent();
    }

    /** Has a worker's shell run one line, for at most two minutes. */
    public ShellAnswer shell(String name, String line) {
        return shell(name, line, SHELL_LIMIT);
    }

    /**
     * Has a worker's shell run one line in a session of its own. A command that fails is an answer, not an exception.
     *
     * @param limit how long it may take
     */
    public ShellAnswer shell(String name, String line, Duration limit) {
        try (ShellConnection connection = connect(name)) {
            return connection.ask(line, limit);
        }
    }

    /** Opens a session with the shell of a living worker. */
    public ShellConnection connect(String name) {
        WorkerEntry worker = worker(name);
        if (process(worker).isEmpty()) {
            throw new ClusterException(
                    "worker " + name + " does not run; `gantry start --worker " + name + "` starts it");
        }
        return ShellConnection.open(worker);
    }

    /** How all workers do; takes up to five seconds per worker that hangs. */
    public List<WorkerStatus> status() {
        return workers().stream().map(this::status).toList();
    }

    /** How one worker does. */
    public WorkerStatus status(String name) {
        return status(worker(name));
    }

    /**
     * Starts one worker that was stopped, was killed or died, with the data and the ports it had, and returns when all its
     * partitions are SERVING. If that does not come to pass, it is stopped again.
     */
    public void startWorker(Installation installation, String name, Duration deadline, Consumer<String> progress) {
        worker(name);
        folder.locked(() -> {
            new ClusterStart(this, installation, deadline, progress).startOne(name);
            return name;
        });
    }

    /**
     * Stops every worker in order: they drain, flush and leave.
     *
     * @param limit how long all of them together may take
     * @param isForced whether those that take longer are killed; else they are left alone
     * @return the names of those that were running
     * @throws ClusterException if one takes longer, forced or not, naming it and what was done
     */
    public List<String> stop(Duration limit, boolean isForced) {
        return folder.locked(() -> stopAll(workers(), limit, isForced));
    }

    /** Stops one worker, otherwise as {@link #stop}. */
    public List<String> stopWorker(String name, Duration limit, boolean isForced) {
        WorkerEntry worker = worker(name);
        return folder.locked(() -> stopAll(List.of(worker), limit, isForced));
    }

    /** Kills one worker, as kill -9 does, and returns when its process is gone. */
    public void killWorker(String name) {
        WorkerProcess process =
                process(worker(name)).orElseThrow(() -> new ClusterException("worker " + name + " does not run"));
        process.kill();
        if (!process.awaitEnd(STATUS_LIMIT)) {
            throw new ClusterException(
                    "worker " + name + ", process " + process.pid() + ", was killed and is still there");
        }
        note(List.of(worker(name).withPid(WorkerEntry.NO_PROCESS)));
    }

    ClusterFolder folder() {
        return folder;
    }

    ClusterFile file() {
        return file;
    }

    Optional<WorkerProcess> process(WorkerEntry worker) {
        return WorkerProcess.find(new WorkerHome(worker.home()), worker.pid());
    }

    WorkerStatus status(WorkerEntry worker) {
        Optional<WorkerProcess> process = process(worker);
        if (process.isEmpty()) {
            return WorkerStatus.down(worker);
        }
        long pid = process.get().pid();
        try (ShellConnection connection = ShellConnection.open(worker)) {
            ShellAnswer answer = connection.ask("gantry:status --json", STATUS_LIMIT);
            return answer.isOk()
                    ? WorkerStatus.of(worker, pid, JSON.readTree(answer.output()))
                    : WorkerStatus.starting(worker, pid, answer.output().strip());
        } catch (ClusterException notThere) {
            return WorkerStatus.starting(worker, pid, notThere.getMessage());
        } catch (JsonProcessingException garbled) {
            return WorkerStatus.starting(worker, pid, "its status is not JSON: " + garbled.getOriginalMessage());
        }
    }

    /** Writes down the changed entries; the others stay. */
    void note(List<WorkerEntry> changed) {
        ClusterFile.Content content = content();
        List<WorkerEntry> merged = new ArrayList<>();
        for (WorkerEntry old : content.workers()) {
            merged.add(changed.stream()
                    .filter(worker -> worker.name().equals(old.name()))
                    .findFirst()
                    .orElse(old));
        }
        file.write(new ClusterFile.Content(content.cluster(), merged));
    }

    List<String> stopAll(List<WorkerEntry> workers, Duration limit, boolean isForced) {
        ClusterStop stop = new ClusterStop(limit, isForced);
        for (WorkerEntry worker : workers) {
            process(worker).ifPresent(process -> stop.terminate(worker, process));
        }
        try {
            stop.awaitAll();
        } finally {
            note(stop.ended());
        }
        return stop.asked();
    }

    static String names(List<WorkerEntry> workers) {
        return workers.stream().map(WorkerEntry::name).collect(Collectors.joining(", "));
    }

    private ClusterFile.Content content() {
        return file.read().orElseThrow(() -> noneRuns(folder));
    }

    private static ClusterException noneRuns(ClusterFolder folder) {
        return new ClusterException("no cluster runs in " + folder.dir() + "; `gantry start` starts one");
    }
}
