package io.gantry.migration;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Bounds of this worker's coordinator. */
@ObjectClassDefinition(
        id = MigrationComponent.PID,
        name = "Gantry migration coordinator",
        description = "How many symbols move at once, and how long things may take. A change ends running migrations.")
public @interface MigrationConfig {

    int DEFAULT_MAX_RUNNING = 4;
    int DEFAULT_MAX_WAITING = 256;
    int DEFAULT_REMEMBERED = 200;
    long DEFAULT_PLAN_BUDGET_MILLIS = 3_000;
    long DEFAULT_UNDO_BUDGET_MILLIS = 10_000;
    long DEFAULT_STOP_BUDGET_MILLIS = 15_000;
    long DEFAULT_SWEEP_INTERVAL_MILLIS = 10_000;

    @AttributeDefinition(
            description =
                    "Migrations at once, 1 to 64, each on a thread of its own. Too many compete for the machine, and pauses grow.")
    int maxRunning() default DEFAULT_MAX_RUNNING;

    @AttributeDefinition(description = "Moves that may wait for their turn, 0 to 10000; further ones are refused.")
    int maxWaiting() default DEFAULT_MAX_WAITING;

    @AttributeDefinition(description = "Ended migrations that are still listed, 1 to 100000.")
    int remembered() default DEFAULT_REMEMBERED;

    @AttributeDefinition(description = "Longest time for a strategy to make its plan; after it the move is refused.")
    long planBudgetMillis() default DEFAULT_PLAN_BUDGET_MILLIS;

    @AttributeDefinition(
            description =
                    "How long each undo is tried. Too low: a target that restarts keeps a staged copy until it is told again.")
    long undoBudgetMillis() default DEFAULT_UNDO_BUDGET_MILLIS;

    @AttributeDefinition(
            description =
                    "How long a stopping worker waits for its migrations to roll back or finish. Must be well below the worker's own stop limit.")
    long stopBudgetMillis() default DEFAULT_STOP_BUDGET_MILLIS;

    @AttributeDefinition(description = "Time between two looks at the register for claims that no migration holds.")
    long sweepIntervalMillis() default DEFAULT_SWEEP_INTERVAL_MILLIS;
}
