package io.gantry.engine.api.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationPlanTest {

    private static final MigrationRequest REQUEST =
            new MigrationRequest(List.of("BTCUSDT"), new Place(1, "w1"), new Place(2, "w2"), "test");

    @Test
    void shouldBeEqualWhenTheContentIsEqual() {
        assertThat(plan()).isEqualTo(plan()).hasSameHashCodeAs(plan());
        assertThat(MigrationPlan.of(REQUEST)
                        .gate()
                        .within(Duration.ofSeconds(2))
                        .copy()
                        .verify()
                        .switchOwner()
                        .retire()
                        .build())
                .isNotEqualTo(plan());
    }

    @Test
    void shouldTellItsStepsAndBudgetsWhenDescribed() {
        assertThat(plan().describe().lines())
                .containsExactly(
                        "move BTCUSDT from partition 1 on w1 to partition 2 on w2 by test",
                        "  1. gate within 1000 ms",
                        "  2. copy within 10000 ms",
                        "  3. verify within 10000 ms",
                        "  4. switch-owner within 10000 ms",
                        "  5. retire within 10000 ms");
    }

    @Test
    void shouldRefuseEveryOrderOfStepsButTheSafeOne() {
        List<List<StepKind>> orders = permutations(List.of(StepKind.values()));
        int accepted = 0;
        for (List<StepKind> order : orders) {
            List<PlanStep> steps = order.stream()
                    .map(kind -> new PlanStep(kind, Duration.ofSeconds(1)))
                    .toList();
            if (order.equals(List.of(StepKind.values()))) {
                new MigrationPlan(REQUEST, steps);
                accepted++;
            } else {
                assertThatThrownBy(() -> new MigrationPlan(REQUEST, steps))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("not a plan: step ");
            }
        }
        assertThat(orders).hasSize(120);
        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhenAStepIsMissingOrTwice() {
        for (StepKind kind : StepKind.values()) {
            List<PlanStep> missing =
                    plan().steps().stream().filter(step -> step.kind() != kind).toList();
            List<PlanStep> twice = new ArrayList<>(plan().steps());
            twice.add(new PlanStep(kind, Duration.ofSeconds(1)));

            assertThatThrownBy(() -> new MigrationPlan(REQUEST, missing)).hasMessageContaining("0 times");
            assertThatThrownBy(() -> new MigrationPlan(REQUEST, twice)).hasMessageContaining("2 times");
        }
    }

    @Test
    void shouldRefuseABudgetThatIsNoTime() {
        assertThatThrownBy(() -> MigrationPlan.of(REQUEST).gate().within(Duration.ZERO))
                .hasMessageContaining("gate");
        assertThatThrownBy(() -> MigrationPlan.of(REQUEST).within(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static MigrationPlan plan() {
        return MigrationPlan.of(REQUEST)
                .gate()
                .within(Duration.ofSeconds(1))
                .copy()
                .verify()
                .switchOwner()
                .retire()
                .build();
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (T first : items) {
            List<T> rest = new ArrayList<>(items);
            rest.remove(first);
            for (List<T> tail : permutations(rest)) {
                List<T> permutation = new ArrayList<>(List.of(first));
                permutation.addAll(tail);
                all.add(permutation);
            }
        }
        return all;
    }
}
