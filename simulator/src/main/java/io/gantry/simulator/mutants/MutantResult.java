package io.gantry.simulator.mutants;

/**
 * What became of a mutant.
 *
 * @param name of it
 * @param breaks what does not hold with it
 * @param isKilled whether a run failed
 * @param seeds how many were run, up to the one that failed
 * @param seed the one that failed, 0 if none did
 * @param rule that was broken, empty if none was
 * @param what happened, in words
 * @param millis that it took
 */
public record MutantResult(
        String name, String breaks, boolean isKilled, long seeds, long seed, String rule, String what, long millis) {

    static MutantResult killed(Mutant mutant, long seeds, Finding finding, long millis) {
        return new MutantResult(
                mutant.name(), mutant.breaks(), true, seeds, finding.seed(), finding.rule(), finding.what(), millis);
    }

    static MutantResult survived(Mutant mutant, long seeds, long millis) {
        return new MutantResult(mutant.name(), mutant.breaks(), false, seeds, 0, "", "", millis);
    }
}
