package io.gantry.migration.freezeswitch;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Budgets of a freeze-switch plan, in milliseconds, each above zero. */
@ObjectClassDefinition(
        id = FreezeSwitchStrategy.PID,
        name = "Gantry migration strategy freeze-switch",
        description = "How long each step of a move may take. Read for the next plan; running moves keep theirs.")
public @interface FreezeSwitchConfig {

    long DEFAULT_PAUSE_BUDGET_MILLIS = 5_000;
    long DEFAULT_COPY_BUDGET_MILLIS = 5_000;
    long DEFAULT_VERIFY_BUDGET_MILLIS = 1_000;
    long DEFAULT_SWITCH_BUDGET_MILLIS = 10_000;
    long DEFAULT_RETIRE_BUDGET_MILLIS = 10_000;

    @AttributeDefinition(
            description =
                    "Longest time from the gate to the switch. Too low: large books roll back every time. Too high: clients wait that long when the target is slow.")
    long pauseBudgetMillis() default DEFAULT_PAUSE_BUDGET_MILLIS;

    @AttributeDefinition(
            description = "Longest time for copying the books. Above the pause budget it has no effect of its own.")
    long copyBudgetMillis() default DEFAULT_COPY_BUDGET_MILLIS;

    @AttributeDefinition(description = "Longest time for comparing the copies with the originals.")
    long verifyBudgetMillis() default DEFAULT_VERIFY_BUDGET_MILLIS;

    @AttributeDefinition(
            description =
                    "Longest time for the switch and the target's opening. Too low: a target that restarts is not waited for and opens by itself.")
    long switchBudgetMillis() default DEFAULT_SWITCH_BUDGET_MILLIS;

    @AttributeDefinition(description = "Longest time for the source to drop its copy.")
    long retireBudgetMillis() default DEFAULT_RETIRE_BUDGET_MILLIS;
}
