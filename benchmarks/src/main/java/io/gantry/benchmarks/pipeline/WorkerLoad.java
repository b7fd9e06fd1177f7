package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.fork.ForkKind;
import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.load.LinkSample;
import io.gantry.benchmarks.stream.MadeStream;
import io.gantry.benchmarks.wire.WireTask;
import io.gantry.benchmarks.wire.WorkerGroup;
import io.gantry.client.SymbolRoute;
import io.gantry.engine.api.journal.Durability;
import java.nio.file.Path;
import java.util.List;

/** One run of load on workers that are started for it. The client has a process of its own. */
final class WorkerLoad {
    private static final int SYMBOLS = 16;
    private static final int RESTING = 1_000;

    private final Path folder;
    private final PipelinePlan plan;
    private final LinkFigures figures;

    WorkerLoad(Path folder, PipelinePlan plan, LinkFigures figures) {
        this.folder = folder;
        this.plan = plan;
        this.figures = figures;
    }

    /** @throws BenchException if a command was refused, too */
    LinkSample run(int workers, Durability durability, long seed) {
        try (WorkerGroup group = WorkerGroup.start(folder, workers, durability)) {
            long epoch = group.awaitInSync();
            List<SymbolRoute> routes = group.list(SYMBOLS);
            WireTask task = new WireTask(
                    routes.get(0).host(),
                    routes.get(0).port(),
                    routes.stream()
                            .mapToInt(route -> route.instrument().symbolId())
                            .toArray(),
                    MadeStream.LOB.name(),
                    RESTING,
                    figures.commands(plan),
                    seed,
                    figures.plan(plan));
            LinkSample sample = Forks.small().run(ForkKind.WIRE_CLIENT, task, LinkSample.class);
            group.requireInSync(epoch);
            if (sample.refused() != 0) {
                throw new BenchException(figures.section() + ": " + sample.refused() + " of " + sample.requests()
                        + " commands were rejected; seed " + seed);
            }
            return sample;
        }
    }
}
