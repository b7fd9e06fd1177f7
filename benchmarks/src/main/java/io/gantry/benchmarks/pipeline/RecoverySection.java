package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.fork.ForkKind;
import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.fork.ScratchFolder;
import io.gantry.benchmarks.recovery.RecoverySample;
import io.gantry.benchmarks.recovery.RecoveryTask;
import io.gantry.benchmarks.report.Board;
import io.gantry.benchmarks.report.Measure;
import io.gantry.benchmarks.stream.MadeStream;
import java.nio.file.Path;

/** How long a partition takes to come back after a stop. Its files are in the system's cache. */
final class RecoverySection implements Section {
    static final String NAME = "recovery";
    private static final int SYMBOLS = 16;
    private static final int RESTING = 1_000;
    private static final int ORDERS = 1_000_000;

    private final PipelinePlan plan;
    private final long seed;
    private final Path folder;
    private final Forks forks;
    private final Progress progress;

    RecoverySection(PipelinePlan plan, long seed, Path folder, Forks forks, Progress progress) {
        this.plan = plan;
        this.seed = seed;
        this.folder = folder;
        this.forks = forks;
        this.progress = progress;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(int run, Board board) {
        int orders = Math.min(ORDERS, plan.commands());
        RecoverySample sample =
                progress.timed(NAME + ", run " + (run + 1) + " of " + plan.runs(), () -> sample(orders, seed + run));
        board.gantry(
                Measure.rate(NAME, "log of " + SYMBOLS + " symbols replayed", "million commands/s"),
                sample.commands() / sample.replaySeconds() / 1e6);
        board.gantry(
                Measure.cost(NAME, "partition restored from a snapshot", "s a million orders"),
                sample.snapshotSeconds() * 1e6 / sample.orders());
    }

    private RecoverySample sample(int orders, long streamSeed) {
        try (ScratchFolder scratch = ScratchFolder.in(folder, "gantry-bench-recovery")) {
            return forks.run(
                    ForkKind.RECOVERY,
                    new RecoveryTask(
                            scratch.path().toString(),
                            MadeStream.LOB.name(),
                            SYMBOLS,
                            RESTING,
                            plan.commands(),
                            orders,
                            streamSeed),
                    RecoverySample.class);
        }
    }
}
