package io.gantry.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SteadinessTest {

    private static boolean isSteady(double... rates) {
        Steadiness steadiness = new Steadiness();
        DoubleStream.of(rates).forEach(steadiness::note);
        return steadiness.isSteady();
    }

    @Test
    void shouldBeSteadyWhenThreeRatesInARowAreNoRise() {
        assertThat(isSteady(100, 100, 90, 102)).isTrue();
    }

    @Test
    void shouldNotBeSteadyWhenFewerRatesAreNoRise() {
        assertThat(isSteady(100, 100, 100)).isFalse();
    }

    @Test
    void shouldCountAnewWhenARateRises() {
        assertThat(isSteady(100, 90, 90, 104, 100, 100)).isFalse();
    }

    @Test
    void shouldAddUpSmallRisesWhenTheyGoOn() {
        assertThat(isSteady(100, 102, 102, 104)).isFalse();
        assertThat(isSteady(100, 102, 102, 102)).isTrue();
    }
}
