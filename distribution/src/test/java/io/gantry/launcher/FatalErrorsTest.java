package io.gantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FatalErrorsTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger hushes = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();
    private final FatalErrors fatalErrors = new FatalErrors(
            new PrintStream(err, true, StandardCharsets.UTF_8), hushes::incrementAndGet, stops::incrementAndGet);

    @Test
    void shouldTellOnlyTheFirstAndStopOnceWhenRaisedTwice() {
        fatalErrors.accept("port 7400 is in use");
        fatalErrors.accept("the session was closed");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("gantry: port 7400 is in use");
        assertThat(hushes).hasValue(1);
        assertThat(stops).hasValue(1);
        assertThat(fatalErrors.isRaised()).isTrue();
    }

    @Test
    void shouldNotBeRaisedWhenNobodyCalled() {
        assertThat(fatalErrors.isRaised()).isFalse();
    }
}
