package io.gantry.engine.api.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What will be done to move symbols: data, no code. Two plans with the same content are equal. Made by {@link #of}, whose {@link Builder#build()}
 * refuses a plan that cannot be right.
 *
 * @param request what is moved
 * @param steps in order
 */
public record MigrationPlan(MigrationRequest request, List<PlanStep> steps) {

    /** Budget of a step that names none. */
    public static final Duration DEFAULT_STEP_BUDGET = Duration.ofSeconds(10);

    public MigrationPlan {
        steps = List.copyOf(steps);
        PlanRules.check(steps);
    }

    /** Begins a plan. */
    public static Builder of(MigrationRequest request) {
        return new Builder(request);
    }

    /** The plan for people, a line per step. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append("move ").append(String.join(", ", request.symbols()));
        text.append(" from partition ").append(request.source());
        text.append(" to partition ").append(request.target());
        text.append(" by ").append(request.strategy());
        for (int i = 0; i < steps.size(); i++) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(i + 1)
                    .append(". ")
                    .append(steps.get(i));
        }
        return text.toString();
    }

    /** Puts steps one behind the other. Not thread-safe. */
    public static final class Builder {

        private final MigrationRequest request;
        private final List<PlanStep> steps = new ArrayList<>();

        private Builder(MigrationRequest request) {
            this.request = request;
        }

        /** Hold the symbols' commands at the source. Needs {@link #within}. */
        public Builder gate() {
            return add(StepKind.GATE);
        }

        /** Bring a durable copy of the state to the target. */
        public Builder copy() {
            return add(StepKind.COPY);
        }

        /** Compare the state hashes. */
        public Builder verify() {
            return add(StepKind.VERIFY);
        }

        /** Change the owner. */
        public Builder switchOwner() {
            return add(StepKind.SWITCH_OWNER);
        }

        /** Drop the source's copy. */
        public Builder retire() {
            return add(StepKind.RETIRE);
        }

        /** Sets the budget of the step named last. */
        public Builder within(Duration budget) {
            if (steps.isEmpty()) {
                throw new IllegalStateException("within(" + budget + ") stands before any step");
            }
            PlanStep last = steps.remove(steps.size() - 1);
            steps.add(new PlanStep(last.kind(), budget));
            return this;
        }

        /**
         * @throws IllegalArgumentException if the steps cannot be a safe move, saying which rule they break
         */
        public MigrationPlan build() {
            return new MigrationPlan(request, steps);
        }

        private Builder add(StepKind kind) {
            steps.add(new PlanStep(kind, DEFAULT_STEP_BUDGET));
            return this;
        }
    }
}
