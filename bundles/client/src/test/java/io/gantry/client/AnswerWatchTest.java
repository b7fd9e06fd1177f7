package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AnswerWatchTest {

    private static final long SEED = 5;

    private long nanos = -3;
    private final AnswerWatch watch = new AnswerWatch(new ClientSettings(
            List.of(new Address("h", 1)),
            1,
            1,
            1,
            new ClientSettings.Patience(
                    Duration.ofSeconds(1), Duration.ofMillis(1_000), Duration.ofSeconds(1), Duration.ofSeconds(1)),
            () -> nanos,
            new SplittableRandom(SEED)));

    @Test
    void shouldBeLateAfterHalfTheTimeAndOverdueAfterAllOfItAndALittle() {
        watch.begin();
        assertThat(watch.isLate()).isFalse();

        assertThat(millisUntilOverdue()).isBetween(1_000L, 1_250L);
        assertThat(watch.isLate()).isTrue();
    }

    @Test
    void shouldBeginAnewWhenAnAnswerComes() {
        watch.begin();
        pass(900);
        watch.heard();
        pass(500);

        assertThat(watch.isLate()).isFalse();
        assertThat(watch.isOverdue()).isFalse();
    }

    @Test
    void shouldWaitLongerEachTimeUpToFourTimesAsLongWhenSendingAgainDoesNotHelp() {
        List<Long> pauses = new ArrayList<>();
        for (int sending = 0; sending < 6; sending++) {
            watch.begin();
            pauses.add(millisUntilOverdue());
            watch.again();
        }

        assertThat(pauses.get(0)).isBetween(1_000L, 1_250L);
        assertThat(pauses.get(1)).isBetween(2_000L, 2_500L);
        assertThat(pauses.subList(2, 6)).as("seed %d", SEED).allMatch(pause -> pause >= 4_000 && pause <= 5_000);
        assertThat(pauses.subList(2, 6)).as("scattered, seed %d", SEED).doesNotHaveDuplicates();
    }

    @Test
    void shouldWaitAsLittleAsAtFirstWhenAnAnswerCameAfterItWasSentAgain() {
        for (int sending = 0; sending < 4; sending++) {
            watch.begin();
            watch.again();
        }
        watch.begin();
        watch.heard();

        assertThat(millisUntilOverdue()).isBetween(1_000L, 1_250L);
    }

    private long millisUntilOverdue() {
        long millis = 0;
        while (!watch.isOverdue()) {
            pass(1);
            millis++;
        }
        return millis;
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
