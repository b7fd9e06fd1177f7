package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.aeron.AeronJvm;
import io.gantry.benchmarks.aeron.EchoCluster;
import io.gantry.benchmarks.fork.ForkKind;
import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.load.LinkSample;
import io.gantry.benchmarks.report.Board;
import io.gantry.benchmarks.wire.FlowCommands;
import io.gantry.engine.api.journal.Durability;
import java.nio.file.Path;

/** Three workers that have each command in the memory of all of them before it is acknowledged, beside three nodes of Aeron Cluster that echo. */
final class ReplicatedSection implements Section {
    static final String NAME = "replicated";
    private static final String PEER = "Aeron Cluster 1.47 echo";
    private static final int REPLICAS = 3;
    private static final LinkFigures FIGURES = new LinkFigures(NAME, 1_000, 1_024);

    private final PipelinePlan plan;
    private final long seed;
    private final Path folder;
    private final Progress progress;

    ReplicatedSection(PipelinePlan plan, long seed, Path folder, Progress progress) {
        this.plan = plan;
        this.seed = seed;
        this.folder = folder;
        this.progress = progress;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(int run, Board board) {
        String what = NAME + ", run " + (run + 1) + " of " + plan.runs() + ", ";
        LinkSample gantry = progress.timed(
                what + "gantry",
                () -> new WorkerLoad(folder, plan, FIGURES).run(REPLICAS, Durability.REPLICATED, seed + run));
        FIGURES.gantry(board, gantry);
        FIGURES.peer(board, PEER, progress.timed(what + PEER, this::echo));
    }

    private LinkSample echo() {
        try (EchoCluster cluster = EchoCluster.start(folder)) {
            try {
                return new Forks(AeronJvm.FLAGS, AeronJvm.classPath())
                        .run(
                                ForkKind.AERON_CLIENT,
                                cluster.task(FlowCommands.LENGTH, FIGURES.plan(plan)),
                                LinkSample.class);
            } catch (BenchException failure) {
                throw new BenchException(failure.getMessage() + "\nthe nodes:\n" + cluster.output(), failure);
            }
        }
    }
}
