package io.gantry.benchmarks.snapshot;

/**
 * What one fork is to measure.
 *
 * @param book name of our book
 * @param orders how many rest
 * @param ageCommands how many commands the books have seen since they were filled
 * @param warmUps repetitions that do not count
 * @param repetitions that count
 * @param sliceOrders orders that are written at a time while commands go on
 * @param sliceCommands commands between two slices
 */
public record SnapshotTask(
        String book,
        int orders,
        long seed,
        int ageCommands,
        int warmUps,
        int repetitions,
        int sliceOrders,
        int sliceCommands) {}
