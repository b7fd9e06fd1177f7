package io.gantry.migration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Time that passes only when somebody waits: what is not there at once never comes, and waiting for it takes the whole budget. */
final class FakeTime implements MigrationTime {

    private long nanos = 1_000_000_000L;
    private int pauses;
    private int interruptAtPause = Integer.MAX_VALUE;

    @Override
    public long nanos() {
        return nanos;
    }

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    void interruptAtPause(int number) {
        interruptAtPause = number;
    }

    @Override
    public <T> T await(CompletionStage<T> stage, long deadlineNanos) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            nanos = Math.max(nanos, deadlineNanos);
            throw StepFailure.late(new TimeoutException());
        }
        try {
            return future.join();
        } catch (CompletionException failed) {
            throw StepFailure.because(failed.getCause());
        }
    }

    @Override
    public void pause(Duration duration) {
        pauses++;
        if (pauses >= interruptAtPause) {
            throw StepFailure.because(new InterruptedException("stopped"));
        }
        pass(duration);
    }
}
