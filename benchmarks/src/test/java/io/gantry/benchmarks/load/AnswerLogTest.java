package io.gantry.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerLogTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final AnswerLog log = new AnswerLog();

    @Test
    void shouldCountFromWhenARequestWasDueWhenItsAnswerComes() {
        long now = System.nanoTime();
        log.time(0, request -> now - 5 * SECOND_NANOS);

        log.answered(0, true, 0);

        assertThat(log.latency().maxNs()).isGreaterThanOrEqualTo(5 * SECOND_NANOS);
    }

    @Test
    void shouldTimeOnlyWhatItIsToldWhenEarlierRequestsAreAnswered() {
        long now = System.nanoTime();
        log.time(2, request -> request < 2 ? now - 50 * SECOND_NANOS : now - SECOND_NANOS);

        log.answered(0, true, 0);
        log.answered(1, true, 0);
        log.answered(2, true, 0);

        assertThat(log.latency().p50ns()).isBetween(SECOND_NANOS, 40 * SECOND_NANOS);
        assertThat(log.latency().maxNs()).isLessThan(40 * SECOND_NANOS);
    }

    @Test
    void shouldForgetEarlierTimesWhenItTimesAnew() {
        log.time(0, request -> System.nanoTime() - 50 * SECOND_NANOS);
        log.answered(0, true, 0);

        log.time(1, request -> System.nanoTime());

        assertThat(log.latency().maxNs()).isZero();
    }

    @Test
    void shouldAddUpWhatAnswersSay() {
        log.answered(0, true, 7);
        log.answered(1, false, 0);
        log.answered(2, true, 5);

        assertThat(log.answered()).isEqualTo(3);
        assertThat(log.filled()).isEqualTo(12);
        assertThat(log.refused()).isEqualTo(1);
    }
}
