package io.gantry.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long START = 1_000_000;

    @Test
    void shouldBeDueAtTheStartWhenItIsTheFirst() {
        assertThat(new Schedule(50, START, 10_000).dueNanos(50)).isEqualTo(START);
    }

    @Test
    void shouldBeDueAnIntervalLaterWhenItIsTheNext() {
        assertThat(new Schedule(50, START, 10_000).dueNanos(51)).isEqualTo(START + 100_000);
    }

    @Test
    void shouldAddUpNoErrorWhenTheRateDividesNoSecond() {
        int rate = 30_000;

        Schedule schedule = new Schedule(0, START, rate);

        assertThat(schedule.dueNanos(rate)).isEqualTo(START + 1_000_000_000L);
        assertThat(schedule.dueNanos(3_600 * rate)).isEqualTo(START + 3_600_000_000_000L);
    }

    @Test
    void shouldNotOverflowWhenTheLastNumberIsDue() {
        assertThat(new Schedule(0, START, 1_000).dueNanos(Integer.MAX_VALUE)).isEqualTo(START + 2_147_483_647_000_000L);
    }

    @Test
    void shouldRefuseARateOfNothing() {
        assertThatThrownBy(() -> new Schedule(0, START, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
