package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WakeableTest {

    private static final int PASSES = 2_000;

    /** Longer than the test may take: a wake-up that is lost is seen. */
    private static final long FOR_EVER_NANOS = TimeUnit.HOURS.toNanos(1);

    @ParameterizedTest
    @ValueSource(longs = {0, 20_000})
    @Timeout(120)
    void shouldLoseNoWakeUpWhenTwoThreadsPassABall(long wakeIntervalNanos) throws InterruptedException {
        Wakeable even = new Wakeable(FOR_EVER_NANOS, wakeIntervalNanos);
        Wakeable odd = new Wakeable(FOR_EVER_NANOS, wakeIntervalNanos);
        AtomicInteger ball = new AtomicInteger();
        Thread player = new Thread(() -> play(ball, 1, odd, even), "odd");
        player.start();

        play(ball, 0, even, odd);
        player.join();

        assertThat(ball.get()).isGreaterThanOrEqualTo(PASSES);
    }

    @Test
    @Timeout(120)
    void shouldNeverSleepWhenItMayNotIdle() {
        Wakeable idle = new Wakeable(0, FOR_EVER_NANOS);

        for (int i = 0; i < 10_000; i++) {
            idle.idle(0);
        }
    }

    private static void play(AtomicInteger ball, int side, Wakeable own, Wakeable other) {
        while (ball.get() < PASSES) {
            boolean isOurs = ball.get() % 2 == side;
            if (isOurs) {
                ball.incrementAndGet();
                other.wake();
            }
            own.idle(isOurs ? 1 : 0);
        }
        other.wake();
    }
}
