package io.gantry.benchmarks.report;

import java.util.List;
import java.util.Optional;

/**
 * One measure of all runs.
 *
 * @param runs how many there were
 * @param gantry a spread for each part of the measure; empty if ours was not measured
 * @param peer what stands beside it; empty if nothing does
 * @param ratio gantry : peer, part by part, of the same runs; empty without one of them
 */
public record BoardRow(
        Measure measure, int runs, Optional<List<Spread>> gantry, Optional<Beside> peer, Optional<List<Spread>> ratio) {

    /** What stands beside ours. */
    public record Beside(String name, List<Spread> figures) {}
}
