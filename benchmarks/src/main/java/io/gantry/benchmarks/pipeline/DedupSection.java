package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.dedup.DedupSample;
import io.gantry.benchmarks.dedup.DedupTask;
import io.gantry.benchmarks.fork.ForkKind;
import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.report.Board;
import io.gantry.benchmarks.report.Measure;
import java.util.List;
import java.util.Locale;

/** What it costs to know a command that was sent twice. */
final class DedupSection implements Section {
    static final String NAME = "dedup";
    private static final String PEER = "RIFL as published (SOSP 2015), not run here";
    private static final double PEER_NANOS = 530;
    private static final int SYMBOLS = 16;
    private static final List<Integer> CLIENTS = List.of(10, 1_000);
    private static final int IN_FLIGHT = 16;
    private static final int COMMANDS = 250_000;
    private static final int ROUNDS = 8;

    private final PipelinePlan plan;
    private final long seed;
    private final Progress progress;

    DedupSection(PipelinePlan plan, long seed, Progress progress) {
        this.plan = plan;
        this.seed = seed;
        this.progress = progress;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(int run, Board board) {
        for (int clients : CLIENTS) {
            DedupTask task = new DedupTask(SYMBOLS, clients, IN_FLIGHT, COMMANDS, ROUNDS, seed + run);
            DedupSample sample = progress.timed(
                    NAME + ": " + clients + " clients, run " + (run + 1) + " of " + plan.runs(),
                    () -> Forks.small().run(ForkKind.DEDUP, task, DedupSample.class));
            Measure mean = Measure.cost(
                    NAME, String.format(Locale.ROOT, "mean for a new command, %,d clients", clients), "ns");
            board.gantry(mean, sample.nanosPerCommand());
            board.peer(mean, PEER, PEER_NANOS);
        }
    }
}
