package io.gantry.cli.simulate;

import io.gantry.cli.report.ReportException;
import io.gantry.cli.report.ReportFile;
import io.gantry.simulator.Campaign;
import io.gantry.simulator.Failure;
import io.gantry.simulator.Selection;
import io.gantry.simulator.cluster.Outcome;
import io.gantry.simulator.cluster.Scenario;
import io.gantry.simulator.cluster.SimulationRun;
import io.gantry.simulator.mutants.MutantException;
import io.gantry.simulator.mutants.MutantReport;
import io.gantry.simulator.mutants.MutantRun;
import io.gantry.simulator.world.Violation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs simulated clusters. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        header = "Run simulated clusters through crashes and cut links, and check them.",
        description = {
            "A seed decides everything: how many workers there are, what is traded, what goes wrong and when. One thread runs the whole cluster, with the"
                    + " workers' own replication and journal, on simulated disks, networks, clocks and a simulated register; the same seed does the same"
                    + " every time.",
            "When a seed breaks a rule, it is made as small as possible and told with the command that repeats it. docs/simulation.md tells the rules.",
            "Ends with 0 only if no seed broke a rule; with --mutants, if at least 95 %% of the faults put into the code were found."
        })
public final class SimulateCommand implements Callable<Integer> {

    private static final long DEFAULT_SEEDS = 1_000;
    private static final long SHRINK_SECONDS = 60;
    private static final int MAX_THREADS = 64;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds; 1000, or with --minutes any number.")
    private Optional<Long> seeds = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "The first one; default: ${DEFAULT-VALUE}.")
    private long from;

    @Option(names = "--minutes", paramLabel = "M", description = "Begin no seed after so many minutes.")
    private Optional<Long> minutes = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "So many seeds at a time; default: as many as there are processors.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--trace", description = "Tell everything that happens, of the first seed only.")
    private boolean isTraced;

    @Option(
            names = "--keep",
            paramLabel = "PARTS",
            description = "With --trace: these faults and commands only, as a failed run names them.")
    private Optional<String> keep = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report to this file, too.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--mutants",
            description =
                    "Put faults into the code, one at a time, and see whether seeds find them. Needs the source tree and a JDK.")
    private boolean isHuntingMutants;

    @Option(names = "--mutant", paramLabel = "NAME", split = ",", description = "As --mutants, but with these only.")
    private Set<String> mutants = new TreeSet<>();

    @Option(
            names = "--mutant-seeds",
            paramLabel = "N",
            defaultValue = "" + MutantRun.DEFAULT_SEEDS,
            description = "Seeds for each of them at most; default: ${DEFAULT-VALUE}.")
    private int mutantSeeds;

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "Root of the source tree; default: looked for from here upwards.")
    private Optional<Path> source = Optional.empty();

    @Override
    public Integer call() {
        // What replicas have to say about crashes and damage is what this is about; the journal's other commands want
        // to hear it.
        System.setProperty("gantry.engine.log", "OFF");
        check();
        if (isTraced) {
            return trace();
        }
        return isHuntingMutants || !mutants.isEmpty() ? huntMutants() : run();
    }

    private void check() {
        if (seeds.orElse(1L) < 1 || minutes.orElse(1L) < 1 || mutantSeeds < 1) {
            throw wrong("--seeds, --minutes and --mutant-seeds are above zero");
        }
        if (threads() < 1 || threads() > MAX_THREADS) {
            throw wrong("--threads is from 1 to " + MAX_THREADS);
        }
        try {
            json.ifPresent(ReportFile::requireWritable);
        } catch (ReportException unusable) {
            throw wrong(unusable.getMessage());
        }
    }

    private int threads() {
        return threads.orElse(Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    private int trace() {
        Scenario scenario = kept(Scenario.of(from));
        PrintWriter out = spec.commandLine().getOut();
        out.println(scenario.shape());
        scenario.faults().forEach(out::println);
        Outcome outcome = SimulationRun.traced(scenario, out::println);
        outcome.picture().forEach(out::println);
        out.println(outcome.violation()
                .map(broken -> "seed " + from + " broke a rule. " + broken.getMessage())
                .orElse("seed " + from + ": all well"));
        out.println("trace hash " + Long.toHexString(outcome.traceHash()));
        return outcome.isFailure() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private Scenario kept(Scenario scenario) {
        try {
            return keep.map(Selection::parse).map(parts -> parts.of(scenario)).orElse(scenario);
        } catch (IllegalArgumentException bad) {
            throw wrong("--keep: " + bad.getMessage());
        }
    }

    private int run() {
        long began = System.nanoTime();
        long end = began + TimeUnit.MINUTES.toNanos(minutes.orElse(0L));
        BooleanSupplier isEnough = () -> minutes.isPresent() && System.nanoTime() - end > 0;
        long count = seeds.orElse(minutes.isPresent() ? Long.MAX_VALUE - from : DEFAULT_SEEDS);
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), began);
        Campaign.Result result = new Campaign(isEnough, progress).run(from, count, threads());
        progress.end();
        Optional<Failure> failure = result.violation().map(broken -> shrink(result, broken));
        SimulationReport report = new SimulationReport(from, result, failure, System.nanoTime() - began);
        report.print(spec.commandLine().getOut());
        json.ifPresent(file -> ReportFile.write(file, report.json()));
        return failure.isPresent() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private Failure shrink(Campaign.Result result, Violation broken) {
        spec.commandLine()
                .getErr()
                .println("seed " + result.failed() + " broke a rule; making it smaller, for a minute at most");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SHRINK_SECONDS);
        return Failure.of(result.failed(), broken, () -> System.nanoTime() - end > 0);
    }

    private int huntMutants() {
        PrintWriter out = spec.commandLine().getOut();
        MutantRun.Plan plan = new MutantRun.Plan(source, mutants, from, mutantSeeds, threads());
        try {
            MutantReport report = MutantRun.of(plan, out::println);
            out.println(report.summary());
            json.ifPresent(file -> ReportFile.write(file, SimulationReport.json(report)));
            return report.isGood() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (MutantException impossible) {
            throw wrong(impossible.getMessage());
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
