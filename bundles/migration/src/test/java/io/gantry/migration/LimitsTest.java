package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

    @Test
    void shouldTakeTheDefaultsWhenNothingIsConfigured() {
        assertThat(Limits.of(config(Map.of())))
                .isEqualTo(new Limits(
                        4,
                        256,
                        200,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource({"maxRunning,0", "maxRunning,65", "maxWaiting,-1", "remembered,0"})
    void shouldNameTheKeyWhenANumberIsOutOfRange(String key, int value) {
        assertThatThrownBy(() -> Limits.of(config(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.gantry.migration: " + key + " = " + value + " is not in ");
    }

    @ParameterizedTest
    @CsvSource({"planBudgetMillis", "undoBudgetMillis", "stopBudgetMillis", "sweepIntervalMillis"})
    void shouldNameTheKeyWhenATimeIsNotAboveZero(String key) {
        assertThatThrownBy(() -> Limits.of(config(Map.of(key, 0L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("io.gantry.migration: " + key + " = 0 is not above zero");
    }

    private static MigrationConfig config(Map<String, Object> overrides) {
        return (MigrationConfig) Proxy.newProxyInstance(
                LimitsTest.class.getClassLoader(),
                new Class<?>[] {MigrationConfig.class},
                (proxy, method, arguments) -> overrides.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
