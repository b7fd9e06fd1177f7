package io.gantry.benchmarks.inprocess;

import io.gantry.benchmarks.load.AnswerLog;
import io.gantry.benchmarks.load.HiccupMeter;
import io.gantry.benchmarks.load.LoadDriver;
import io.gantry.benchmarks.load.Target;
import io.gantry.benchmarks.measure.Percentiles;
import io.gantry.benchmarks.stream.MarketFlow;
import io.gantry.benchmarks.stream.StreamSource;
import io.gantry.benchmarks.worker.LonePartition;
import io.gantry.benchmarks.worker.PartitionTarget;
import io.gantry.engine.api.journal.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The phases of one engine: in each it is started, filled and warmed up, then measured. */
public final class InProcessRun {
    /** Without a journal nothing is written to a worker's folder. */
    private static final Path NOWHERE = Path.of(System.getProperty("java.io.tmpdir"));

    private static final long COMPILE_NANOS = TimeUnit.SECONDS.toNanos(6);

    /** Of a shorter flow, as tests have it, no figure is asked. */
    private static final int WORTH_COMPILING = 200_000;

    private static final int ANY = Integer.MAX_VALUE;
    private static final Percentiles NONE = new Percentiles(0, 0, 0, 0);

    private final InProcessTask task;
    private final MarketFlow flow;

    private InProcessRun(InProcessTask task, MarketFlow flow) {
        this.task = task;
        this.flow = flow;
    }

    /** Runs all phases. */
    public static InProcessSample run(InProcessTask task, StreamSource source) {
        int longest = task.phases().stream().mapToInt(Phase::size).max().orElseThrow();
        MarketFlow flow = MarketFlow.of(source, task.symbols(), task.resting(), task.warmUp() + longest, task.seed());
        InProcessRun run = new InProcessRun(task, flow);
        run.compile(task.phases().get(0));
        List<PhaseSample> samples = new ArrayList<>();
        for (Phase phase : task.phases()) {
            samples.add(run.phase(phase));
        }
        return new InProcessSample(samples);
    }

    /** Lets the compiler see engines at work that are thrown away: some, since the first ones are over before it has done its work. */
    private void compile(Phase phase) {
        long start = System.nanoTime();
        do {
            AnswerLog answers = new AnswerLog();
            try (Target target = start(phase, answers)) {
                new LoadDriver(target, answers, flow.size()).flood(flow.size(), ANY);
            }
        } while (System.nanoTime() - start < COMPILE_NANOS && flow.size() >= WORTH_COMPILING);
    }

    private PhaseSample phase(Phase phase) {
        AnswerLog answers = new AnswerLog();
        try (Target target = start(phase, answers)) {
            LoadDriver load = new LoadDriver(target, answers, flow.size());
            load.flood(flow.fill() + task.warmUp(), ANY);
            System.gc();
            try (HiccupMeter meter = HiccupMeter.start()) {
                if (phase.isClosed()) {
                    double perSecond = load.flood(phase.commands(), ANY);
                    return sample(perSecond, NONE, NONE, meter, answers);
                }
                Histogram late = load.pace(phase.lead(), phase.commands(), phase.ratePerSecond());
                return sample(phase.ratePerSecond(), answers.latency(), Percentiles.of(late), meter, answers);
            }
        }
    }

    private static PhaseSample sample(
            double perSecond, Percentiles latency, Percentiles late, HiccupMeter meter, AnswerLog answers) {
        meter.close();
        return new PhaseSample(perSecond, latency, late, meter.stalls(), answers.filled(), answers.refused());
    }

    private Target start(Phase phase, AnswerLog answers) {
        return switch (task.subject()) {
            case EXCHANGE_CORE -> ExchangeCoreTarget.start(flow, answers, PeerPipeline.of(phase));
            case GANTRY ->
                new PartitionTarget(flow, answers, LonePartition.start(NOWHERE, Durability.MEMORY, flow.symbols()));
        };
    }
}
