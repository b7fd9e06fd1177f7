package io.gantry.migration;

import java.time.Duration;

/**
 * Bounds of a coordinator.
 *
 * @param maxRunning migrations at once
 * @param maxWaiting moves that wait for their turn
 * @param remembered ended migrations that are still listed
 * @param planBudget for a strategy to make its plan
 * @param undoBudget for each undo to succeed
 * @param stopBudget for running migrations to end when the worker stops
 * @param sweepInterval between two looks for claims that nobody runs
 */
record Limits(
        int maxRunning,
        int maxWaiting,
        int remembered,
        Duration planBudget,
        Duration undoBudget,
        Duration stopBudget,
        Duration sweepInterval) {

    /**
     * @throws IllegalArgumentException if a value is out of its range, naming its key
     */
    static Limits of(MigrationConfig config) {
        return new Limits(
                inRange("maxRunning", config.maxRunning(), 1, 64),
                inRange("maxWaiting", config.maxWaiting(), 0, 10_000),
                inRange("remembered", config.remembered(), 1, 100_000),
                millis("planBudgetMillis", config.planBudgetMillis()),
                millis("undoBudgetMillis", config.undoBudgetMillis()),
                millis("stopBudgetMillis", config.stopBudgetMillis()),
                millis("sweepIntervalMillis", config.sweepIntervalMillis()));
    }

    private static int inRange(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    MigrationComponent.PID + ": " + key + " = " + value + " is not in " + least + ".." + most);
        }
        return value;
    }

    private static Duration millis(String key, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    MigrationComponent.PID + ": " + key + " = " + value + " is not above zero");
        }
        return Duration.ofMillis(value);
    }
}
