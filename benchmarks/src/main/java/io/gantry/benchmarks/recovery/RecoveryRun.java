package io.gantry.benchmarks.recovery;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.load.AnswerLog;
import io.gantry.benchmarks.load.LoadDriver;
import io.gantry.benchmarks.stream.MadeStream;
import io.gantry.benchmarks.stream.MarketFlow;
import io.gantry.benchmarks.worker.LonePartition;
import io.gantry.benchmarks.worker.PartitionTarget;
import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.partition.BookView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Makes a log and a snapshot with a partition, and starts it again from them; its books must be the same then. */
public final class RecoveryRun {
    private static final String SNAPSHOT_BYTES = "snapshotBytes";
    private static final Map<String, Object> NO_SNAPSHOTS = Map.of(SNAPSHOT_BYTES, Long.MAX_VALUE);

    /** So little log is there never behind a fill: one is written at once. */
    private static final Map<String, Object> SNAPSHOT_NOW = Map.of(SNAPSHOT_BYTES, 1L << 16);

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final RecoveryTask task;
    private final MadeStream stream;

    private RecoveryRun(RecoveryTask task) {
        this.task = task;
        stream = MadeStream.named(task.stream());
    }

    /** Measures both. */
    public static RecoverySample run(RecoveryTask task) {
        RecoveryRun run = new RecoveryRun(task);
        MarketFlow traded = MarketFlow.of(run.stream, task.symbols(), task.resting(), task.commands(), task.seed());
        double replaySeconds = run.replay(traded);
        MarketFlow filled = MarketFlow.of(run.stream, task.symbols(), task.orders() / task.symbols(), 0, task.seed());
        double snapshotSeconds = run.snapshot(filled);
        return new RecoverySample(traded.size(), replaySeconds, filled.size(), snapshotSeconds);
    }

    private double replay(MarketFlow flow) {
        Path home = folder("replay");
        List<BookView> before = write(home, flow);
        return restart(home, before, NO_SNAPSHOTS);
    }

    private double snapshot(MarketFlow flow) {
        Path home = folder("snapshot");
        List<BookView> before = write(home, flow);
        try (LonePartition partition = start(home, SNAPSHOT_NOW)) {
            awaitSnapshot(home, partition);
        }
        return restart(home, before, NO_SNAPSHOTS);
    }

    private List<BookView> write(Path home, MarketFlow flow) {
        AnswerLog answers = new AnswerLog();
        LonePartition partition = start(home, NO_SNAPSHOTS);
        try (PartitionTarget target = new PartitionTarget(flow, answers, partition)) {
            new LoadDriver(target, answers, flow.size()).flood(flow.size(), Integer.MAX_VALUE);
            return partition.books();
        }
    }

    private double restart(Path home, List<BookView> before, Map<String, Object> settings) {
        System.gc();
        long start = System.nanoTime();
        try (LonePartition partition = start(home, settings)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            requireSame(before, partition.books());
            return seconds;
        }
    }

    private LonePartition start(Path home, Map<String, Object> settings) {
        return LonePartition.start(home, Durability.REPLICATED, task.symbols(), settings);
    }

    private static void requireSame(List<BookView> before, List<BookView> after) {
        for (int i = 0; i < before.size(); i++) {
            BookView was = before.get(i);
            BookView is = after.get(i);
            if (was.stateHash() != is.stateHash() || was.eventChain() != is.eventChain()) {
                throw new BenchException("the book of " + was.symbol() + " came back as another one: it had "
                        + was.orders() + " orders after command " + was.commandSequence() + ", it has " + is.orders()
                        + " after command " + is.commandSequence());
            }
        }
    }

    private static void awaitSnapshot(Path home, LonePartition partition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!hasSnapshot(home)) {
            partition.check();
            if (System.nanoTime() - deadline > 0) {
                throw new BenchException("no snapshot was written in " + home);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static boolean hasSnapshot(Path home) {
        Path journal = home.resolve("data").resolve("partition-" + LonePartition.PARTITION);
        // Names alone: a file may be renamed while it is looked at.
        try (Stream<Path> files = Files.list(journal)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith("snapshot-") && name.endsWith(".img"));
        } catch (IOException e) {
            throw new BenchException("the folder " + journal + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(Path.of(task.folder(), name));
        } catch (IOException e) {
            throw new BenchException("no folder can be made in " + task.folder() + ": " + e.getMessage(), e);
        }
    }
}
