package io.gantry.simulator.mutants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs seeds of the simulator with deliberate faults in production's code, one after the other, until a run fails: by what it kills one knows what it sees. Changes
 * no file.
 */
public final class MutantRun {

    /** Seeds per mutant, if nobody says otherwise. */
    public static final int DEFAULT_SEEDS = 2_000;

    private static final int CONTROL_SEEDS = 300;
    private static final long SEED_NANOS = TimeUnit.SECONDS.toNanos(20);

    /**
     * What is to be run.
     *
     * @param sources root of the source tree, empty to look for it from the working directory upwards
     * @param names which mutants; empty for all
     * @param firstSeed from which on
     * @param seeds per mutant at most
     * @param threads at a time
     */
    public record Plan(Optional<Path> sources, Set<String> names, long firstSeed, int seeds, int threads) {}

    private final Plan plan;
    private final SourceTree tree;
    private final List<Mutant> mutants;
    private final Consumer<String> lines;

    private MutantRun(Plan plan, List<Mutant> mutants, Consumer<String> lines) {
        this.plan = plan;
        this.mutants = mutants;
        this.lines = lines;
        tree = SourceTree.find(plan.sources(), Path.of(""));
    }

    /**
     * Runs the mutants.
     *
     * @param lines hears how it goes, for people
     * @throws MutantException if that is not possible, or proves nothing since the unchanged code fails, too
     */
    public static MutantReport of(Plan plan, Consumer<String> lines) {
        return of(plan, plan.names().isEmpty() ? Mutants.all() : Mutants.named(plan.names()), lines);
    }

    static MutantReport of(Plan plan, List<Mutant> mutants, Consumer<String> lines) {
        return new MutantRun(plan, mutants, lines).run();
    }

    private MutantReport run() {
        long began = System.nanoTime();
        List<MutantResult> results = new ArrayList<>();
        // Those that do not fit the code are told before anything is run.
        mutants.forEach(mutant -> mutant.sources(tree));
        try (MemoryCompiler compiler = new MemoryCompiler()) {
            FreshClasses unchanged = control(compiler);
            for (Mutant mutant : mutants) {
                MutantResult result = result(compiler, mutant);
                requireWell(unchanged, result);
                results.add(result);
                lines.accept(line(results.size(), result));
            }
        }
        return new MutantReport(plan.seeds(), results, millisSince(began));
    }

    /** The same seeds with the sources as they are: else a mutant that fails proves nothing. */
    private FreshClasses control(MemoryCompiler compiler) {
        Map<String, String> sources = new TreeMap<>();
        mutants.forEach(mutant -> mutant.edits().forEach(edit -> sources.put(edit.unit(), tree.source(edit.unit()))));
        long began = System.nanoTime();
        int seeds = Math.min(CONTROL_SEEDS, plan.seeds());
        FreshClasses unchanged = new FreshClasses(compiler.compile("the code without mutants", sources));
        search(unchanged, plan.firstSeed(), seeds).ifPresent(MutantRun::refuse);
        lines.accept(String.format(
                Locale.ROOT, "unchanged code: %d seeds, all well, in %d s", seeds, millisSince(began) / 1000));
        return unchanged;
    }

    /** A seed that fails with a mutant proves something only if it is well without. */
    private void requireWell(FreshClasses unchanged, MutantResult result) {
        boolean isKnown = result.seed() >= plan.firstSeed() && result.seed() < plan.firstSeed() + CONTROL_SEEDS;
        if (result.isKilled() && !isKnown) {
            search(unchanged, result.seed(), 1).ifPresent(MutantRun::refuse);
        }
    }

    private static void refuse(Finding failure) {
        throw new MutantException(
                "seed " + failure.seed() + " fails without any mutant, so mutants prove nothing: " + failure.what());
    }

    private MutantResult result(MemoryCompiler compiler, Mutant mutant) {
        long began = System.nanoTime();
        FreshClasses classes = new FreshClasses(compiler.compile("mutant " + mutant.name(), mutant.sources(tree)));
        Optional<Finding> hinted =
                mutant.hint().isPresent() ? search(classes, mutant.hint().getAsLong(), 1) : Optional.empty();
        Optional<Finding> finding = hinted.or(() -> search(classes, plan.firstSeed(), plan.seeds()));
        long millis = millisSince(began);
        if (finding.isEmpty()) {
            return MutantResult.survived(mutant, plan.seeds(), millis);
        }
        long seeds = hinted.isPresent() ? 1 : finding.get().seed() - plan.firstSeed() + 1;
        return MutantResult.killed(mutant, seeds, finding.get(), millis);
    }

    private Optional<Finding> search(FreshClasses classes, long firstSeed, int seeds) {
        return SeedSearch.run(SeedTrial.in(classes), firstSeed, seeds, plan.threads(), SEED_NANOS);
    }

    private String line(int number, MutantResult result) {
        String fate = result.isKilled()
                ? String.format(Locale.ROOT, "killed by seed %d: %s", result.seed(), result.what())
                : String.format(Locale.ROOT, "SURVIVED %d seeds: %s", result.seeds(), result.breaks());
        return String.format(
                Locale.ROOT,
                "%3d/%d  %-46s %5d s  %s",
                number,
                mutants.size(),
                result.name(),
                result.millis() / 1000,
                fate);
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
