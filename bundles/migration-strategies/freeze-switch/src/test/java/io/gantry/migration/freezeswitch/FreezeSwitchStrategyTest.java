package io.gantry.migration.freezeswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.migration.ClusterView;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.migration.PlanStep;
import io.gantry.engine.api.migration.StepKind;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreezeSwitchStrategyTest {

    private static final MigrationRequest REQUEST =
            new MigrationRequest(List.of("S1", "S2"), new Place(1, "w1"), new Place(2, "w2"), "freeze-switch");
    private static final ClusterView CLUSTER = new ClusterView(OwnerTable.EMPTY, List.of());

    @Test
    void shouldGateCopyVerifySwitchAndRetireWhenAskedForAPlan() {
        MigrationPlan plan = new FreezeSwitchStrategy(config(Map.of())).plan(REQUEST, CLUSTER);

        assertThat(plan.request()).isEqualTo(REQUEST);
        assertThat(plan.steps())
                .containsExactly(
                        new PlanStep(StepKind.GATE, Duration.ofSeconds(5)),
                        new PlanStep(StepKind.COPY, Duration.ofSeconds(5)),
                        new PlanStep(StepKind.VERIFY, Duration.ofSeconds(1)),
                        new PlanStep(StepKind.SWITCH_OWNER, Duration.ofSeconds(10)),
                        new PlanStep(StepKind.RETIRE, Duration.ofSeconds(10)));
    }

    @Test
    void shouldGiveEqualPlansWhenAskedTwice() {
        FreezeSwitchStrategy strategy = new FreezeSwitchStrategy(config(Map.of()));

        assertThat(strategy.plan(REQUEST, CLUSTER)).isEqualTo(strategy.plan(REQUEST, CLUSTER));
    }

    @Test
    void shouldUseTheConfiguredPauseWhenThereIsOne() {
        MigrationPlan plan = new FreezeSwitchStrategy(config(Map.of("pauseBudgetMillis", 750L))).plan(REQUEST, CLUSTER);

        assertThat(plan.steps().get(0)).isEqualTo(new PlanStep(StepKind.GATE, Duration.ofMillis(750)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pauseBudgetMillis",
                "copyBudgetMillis",
                "verifyBudgetMillis",
                "switchBudgetMillis",
                "retireBudgetMillis"
            })
    void shouldNotStartWhenABudgetIsNotAboveZero(String key) {
        assertThatThrownBy(() -> new FreezeSwitchStrategy(config(Map.of(key, 0L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("io.gantry.migration.freezeswitch: " + key + " = 0 is not above zero");
    }

    private static FreezeSwitchConfig config(Map<String, Long> overrides) {
        return new FreezeSwitchConfig() {
            @Override
            public long pauseBudgetMillis() {
                return value("pauseBudgetMillis");
            }

            @Override
            public long copyBudgetMillis() {
                return value("copyBudgetMillis");
            }

            @Override
            public long verifyBudgetMillis() {
                return value("verifyBudgetMillis");
            }

            @Override
            public long switchBudgetMillis() {
                return value("switchBudgetMillis");
            }

            @Override
            public long retireBudgetMillis() {
                return value("retireBudgetMillis");
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return FreezeSwitchConfig.class;
            }

            private long value(String key) {
                return overrides.containsKey(key) ? overrides.get(key) : defaultOf(key);
            }
        };
    }

    private static long defaultOf(String key) {
        try {
            Method attribute = FreezeSwitchConfig.class.getMethod(key);
            return (Long) attribute.getDefaultValue();
        } catch (NoSuchMethodException missing) {
            throw new AssertionError(missing);
        }
    }
}
