package io.gantry.simulator.mutants;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What became of all mutants.
 *
 * @param seeds most that were run for one
 * @param results one each
 * @param millis that all took
 */
public record MutantReport(int seeds, List<MutantResult> results, long millis) {

    private static final double REQUIRED_PERCENT = 95;

    /** How many were killed. */
    public long killed() {
        return results.stream().filter(MutantResult::isKilled).count();
    }

    /** The same out of a hundred. */
    public double percent() {
        return results.isEmpty() ? 0 : 100.0 * killed() / results.size();
    }

    /** Whether so many were killed that the simulator can be said to see. */
    public boolean isGood() {
        return percent() >= REQUIRED_PERCENT;
    }

    /** For people. */
    public String summary() {
        String survivors = results.stream()
                .filter(result -> !result.isKilled())
                .map(MutantResult::name)
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "killed %d of %d mutants, %.1f %%, with at most %d seeds each, in %d s%s",
                killed(),
                results.size(),
                percent(),
                seeds,
                millis / 1000,
                survivors.isEmpty() ? "" : "; survived: " + survivors);
    }
}
