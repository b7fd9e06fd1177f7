package io.gantry.benchmarks.wire;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.fork.ScratchFolder;
import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.ClusterShape;
import io.gantry.cli.cluster.Installation;
import io.gantry.cli.cluster.ReplicaStatus;
import io.gantry.cli.cluster.Replication;
import io.gantry.cli.cluster.ShellAnswer;
import io.gantry.cli.operate.GogoLine;
import io.gantry.client.GantryClient;
import io.gantry.client.GantryClientBuilder;
import io.gantry.client.SymbolRoute;
import io.gantry.engine.api.journal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Workers as a user starts them, with one partition that holds all symbols of the benchmark. They are stopped and forgotten when this is closed. */
public final class WorkerGroup implements AutoCloseable {

    /** Tells the source tree; the script {@code gantry} sets it. */
    private static final String SOURCE_TREE = "gantry.source";

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final Duration SYMBOLS_LIMIT = Duration.ofSeconds(30);
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOKING_CLIENT = 76;
    private static final int PARTITION = 1;
    private static final String FIRST_WORKER = "w1";

    private final ScratchFolder folder;
    private final Cluster cluster;
    private final Thread onEnd = new Thread(this::stop, "workers-end");

    private WorkerGroup(ScratchFolder folder, Cluster cluster) {
        this.folder = folder;
        this.cluster = cluster;
        Runtime.getRuntime().addShutdownHook(onEnd);
    }

    /**
     * Starts workers, and waits until they serve.
     *
     * @param parent folder on the disk that their journals go to
     * @param workers 1, or 3 of which all have the partition
     */
    public static WorkerGroup start(Path parent, int workers, Durability durability) {
        ScratchFolder folder = ScratchFolder.in(parent, "gantry-bench-workers");
        ClusterShape shape = new ClusterShape(
                workers, 1, ClusterShape.ANY_PORTS, new Replication(workers - 1, Optional.of(durability)));
        try {
            return new WorkerGroup(
                    folder, Cluster.start(installation(), folder.path(), shape, START_LIMIT, line -> {}));
        } catch (ClusterException failure) {
            folder.close();
            throw new BenchException("workers cannot be started: " + failure.getMessage(), failure);
        }
    }

    private static Installation installation() {
        return new Installation(Path.of(System.getProperty(SOURCE_TREE, ".")).resolve("distribution/target/gantry"));
    }

    /** Lists symbols in the partition, and tells where they are once everybody knows them. */
    public List<SymbolRoute> list(int count) {
        List<String> names = IntStream.range(0, count)
                .mapToObj(i -> "BENCH" + (char) ('A' + i))
                .toList();
        GogoLine line = new GogoLine("gantry:list");
        names.forEach(line::argument);
        line.option("--partition", PARTITION);
        try {
            ShellAnswer answer = cluster.shell(FIRST_WORKER, line.toString());
            if (!answer.isOk()) {
                throw new BenchException(
                        "the symbols cannot be listed: " + answer.output().strip());
            }
        } catch (ClusterException failure) {
            throw new BenchException("the symbols cannot be listed: " + failure.getMessage(), failure);
        }
        return routes(names);
    }

    /**
     * Waits until every worker's replica is in sync.
     *
     * @return epoch of the primary
     */
    public long awaitInSync() {
        long deadline = System.nanoTime() + SYNC_LIMIT.toNanos();
        while (!isInSync()) {
            if (System.nanoTime() - deadline > 0) {
                throw new BenchException("not all workers have an in-sync replica of partition " + PARTITION + " after "
                        + SYNC_LIMIT.toSeconds() + " s: " + cluster.status());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return primary().orElseThrow().epoch();
    }

    /**
     * What was measured was all of the replicas, and one primary.
     *
     * @param epoch that {@link #awaitInSync} told
     * @throws BenchException if a replica fell behind, or another worker took over meanwhile
     */
    public void requireInSync(long epoch) {
        if (!isInSync() || primary().orElseThrow().epoch() != epoch) {
            throw new BenchException("replicas of partition " + PARTITION
                    + " fell out of sync, or changed roles, while they" + " were measured: " + cluster.status());
        }
    }

    private boolean isInSync() {
        return primary().map(replica -> replica.inSync().size()).orElse(0)
                == cluster.workers().size();
    }

    private Optional<ReplicaStatus> primary() {
        return cluster.status().stream()
                .flatMap(worker -> worker.replicas().stream())
                .filter(replica -> replica.partition() == PARTITION && replica.isPrimary())
                .findFirst();
    }

    private List<SymbolRoute> routes(List<String> names) {
        GantryClientBuilder builder = GantryClient.builder().clientId(LOOKING_CLIENT);
        cluster.addresses().forEach(address -> builder.seed(address.getHostString(), address.getPort()));
        try (GantryClient client = builder.connect()) {
            client.awaitSymbols(names, SYMBOLS_LIMIT);
            return names.stream().map(client::route).toList();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onEnd);
        } catch (IllegalStateException endingAlready) {
            return;
        }
        stop();
        folder.close();
    }

    private void stop() {
        try {
            cluster.stop(STOP_LIMIT, true);
        } catch (ClusterException failure) {
            System.err.println("gantry: workers in " + cluster.dir() + " may still run: " + failure.getMessage());
        }
    }
}
