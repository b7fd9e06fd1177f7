package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.partition.PartitionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SystemTimeTest {

    private final SystemTime time = new SystemTime();

    @Test
    void shouldGiveTheValueWhenItIsThere() {
        assertThat(time.await(CompletableFuture.completedStage("x"), time.nanos() - 1))
                .isEqualTo("x");
    }

    @Test
    void shouldPassTheWordsOnWhenTheStageFails() {
        assertThatThrownBy(() -> time.await(CompletableFuture.failedStage(new PartitionException("no")), soon()))
                .isInstanceOf(StepFailure.class)
                .hasMessage("no");
    }

    @Test
    void shouldFailWhenTheStageIsCancelled() {
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);

        assertThatThrownBy(() -> time.await(cancelled, soon()))
                .isInstanceOf(StepFailure.class)
                .hasMessage("CancellationException");
    }

    @Test
    void shouldBeLateWhenTheDeadlinePasses() {
        assertThatThrownBy(() -> time.await(new CompletableFuture<>(), time.nanos()))
                .isInstanceOfSatisfying(
                        StepFailure.class,
                        failure -> assertThat(failure.isLate()).isTrue());
    }

    @Test
    void shouldStayInterruptedWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> time.pause(Duration.ofMinutes(1))).isInstanceOf(StepFailure.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private long soon() {
        return time.nanos() + Duration.ofMinutes(1).toNanos();
    }
}
