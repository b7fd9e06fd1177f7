package io.gantry.engine.api.migration;

import java.time.Duration;
import java.util.Objects;

/**
 * One step of a plan.
 *
 * @param kind what is done
 * @param budget how long it may take; for a gate, the longest time from the gate to the switch. When it is over before the switch, the migration rolls back
 */
public record PlanStep(StepKind kind, Duration budget) {

    public PlanStep {
        Objects.requireNonNull(kind, "kind");
        if (budget.isNegative() || budget.isZero()) {
            throw new IllegalArgumentException("step " + kind.label() + ": budget " + budget + " is not above zero");
        }
    }

    /** Such as {@code copy within 5000 ms}. */
    @Override
    public String toString() {
        return kind.label() + " within " + budget.toMillis() + " ms";
    }
}
