package io.gantry.engine.api.migration;

import java.util.List;

/**
 * How a migration went, or goes.
 *
 * @param id unique in the cluster
 * @param strategy its strategy's name
 * @param symbols what moves
 * @param source from where
 * @param target to where
 * @param state where it stands
 * @param step label of the step under way or done last, empty before the first
 * @param detail why it was rolled back, or what is awaited; else empty
 * @param restingOrders how many orders moved
 * @param pauseMicros from the gate to the target's opening (or to the reopened gate), 0 before
 * @param durationMillis from the plan to the end, or to now
 * @param snapshotBytes what was copied
 * @param hashAtCut state hash at the cut, hexadecimal; of several symbols joined by commas in the order of {@code symbols}; empty before the cut
 */
public record MigrationReport(
        String id,
        String strategy,
        List<String> symbols,
        Place source,
        Place target,
        MigrationState state,
        String step,
        String detail,
        long restingOrders,
        long pauseMicros,
        long durationMillis,
        long snapshotBytes,
        String hashAtCut) {

    /** What log lines call it: id, symbols, from, to and strategy. */
    public String description() {
        return "migration " + id + " of " + String.join(",", symbols) + " from partition " + source + " to partition "
                + target + " by " + strategy;
    }
}
