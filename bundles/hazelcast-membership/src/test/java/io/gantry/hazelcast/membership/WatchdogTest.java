package io.gantry.hazelcast.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WatchdogTest {

    private final AtomicLong nowNanos = new AtomicLong();
    private final Watchdog watchdog = new Watchdog(2, 5_000, nowNanos::get);

    @Test
    void shouldBeUnwellAtOnceWhenTheRegisterFailsAndWellWhenItAnswers() {
        assertThat(watchdog.isWell()).isTrue();

        watchdog.registerFailed("no answer");
        assertThat(watchdog.isWell()).isFalse();

        watchdog.registerAnswered();
        assertThat(watchdog.isWell()).isTrue();
    }

    @Test
    void shouldBePatientWhenMembersAreFewForAMoment() {
        watchdog.membersSeen(1);
        pass(4_999);
        watchdog.membersSeen(1);
        assertThat(watchdog.isWell()).isTrue();

        watchdog.membersSeen(2);
        pass(1_000);
        watchdog.membersSeen(1);
        assertThat(watchdog.isWell()).isTrue();
    }

    @Test
    void shouldBeUnwellWhenMembersAreFewForTooLong() {
        watchdog.membersSeen(1);
        pass(5_000);
        watchdog.membersSeen(1);
        assertThat(watchdog.isWell()).isFalse();

        watchdog.registerAnswered();
        assertThat(watchdog.isWell()).isFalse();

        watchdog.membersSeen(2);
        assertThat(watchdog.isWell()).isTrue();
    }

    private void pass(long millis) {
        nowNanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
