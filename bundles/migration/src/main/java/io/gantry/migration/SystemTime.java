package io.gantry.migration;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The machine's monotonic clock. */
final class SystemTime implements MigrationTime {

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public <T> T await(CompletionStage<T> stage, long deadlineNanos) {
        try {
            return stage.toCompletableFuture().get(Math.max(0, deadlineNanos - nanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw StepFailure.because(failed.getCause());
        } catch (CancellationException cancelled) {
            throw StepFailure.because(cancelled);
        } catch (TimeoutException late) {
            throw StepFailure.late(late);
        } catch (InterruptedException interrupted) {
            throw interruption(interrupted);
        }
    }

    @Override
    public void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException interrupted) {
            throw interruption(interrupted);
        }
    }

    private static StepFailure interruption(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return StepFailure.because(interrupted);
    }
}
