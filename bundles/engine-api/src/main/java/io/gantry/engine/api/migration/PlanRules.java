package io.gantry.engine.api.migration;

import java.util.List;

/** What every plan must obey, whoever made it. */
final class PlanRules {

    private PlanRules() {}

    static void check(List<PlanStep> steps) {
        List<StepKind> kinds = steps.stream().map(PlanStep::kind).toList();
        for (StepKind kind : StepKind.values()) {
            long count = kinds.stream().filter(kind::equals).count();
            require(count == 1, "step " + kind.label() + " must stand in a plan once, not " + count + " times");
        }
        requireOrder(kinds, StepKind.GATE, StepKind.COPY, "a copy taken before the gate misses what came after it");
        requireOrder(kinds, StepKind.COPY, StepKind.VERIFY, "there is nothing to verify before the copy");
        requireOrder(kinds, StepKind.VERIFY, StepKind.SWITCH_OWNER, "an unverified copy must not become the owner");
        requireOrder(kinds, StepKind.SWITCH_OWNER, StepKind.RETIRE, "the source is all there is until the switch");
    }

    private static void requireOrder(List<StepKind> kinds, StepKind first, StepKind second, String why) {
        require(
                kinds.indexOf(first) < kinds.indexOf(second),
                "step " + first.label() + " must stand before " + second.label() + ": " + why);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("not a plan: " + rule);
        }
    }
}
