package io.gantry.migration;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long one run waits for what: until a step's deadline, until the pause budget is over, until the worker stops. The latter two
 * count only until the run has {@linkplain #nothingStopsIt() passed the point} from which it must go on to its end. Used by the run's thread.
 */
final class Patience {

    private static final long ATTEMPT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final MigrationTime time;
    private final CompletableFuture<Void> stop;

    private boolean unstoppable;
    private boolean gated;
    private Duration pauseBudget = Duration.ZERO;
    private long pauseDeadlineNanos;

    /**
     * @param stop completes when the worker stops
     */
    Patience(MigrationTime time, CompletableFuture<Void> stop) {
        this.time = time;
        this.stop = stop;
    }

    long nanos() {
        return time.nanos();
    }

    long deadlineIn(Duration budget) {
        return time.nanos() + budget.toNanos();
    }

    /** The gate closes: the pause budget begins to run. */
    void gateCloses(Duration budget) {
        gated = true;
        pauseBudget = budget;
        pauseDeadlineNanos = deadlineIn(budget);
    }

    /** Neither the pause budget nor a stopping worker counts from here on. */
    void nothingStopsIt() {
        unstoppable = true;
    }

    /** Whether the run should turn back, as far as time and the worker are concerned. */
    boolean isOver() {
        return !unstoppable && (stop.isDone() || isPauseOver());
    }

    /**
     * @throws StepFailure if the run should turn back, saying why
     */
    void requireTime() {
        if (isOver()) {
            throw new StepFailure(whyOver());
        }
    }

    /** Why {@link #isOver()}. */
    String whyOver() {
        return stop.isDone()
                ? "the worker stops"
                : "the pause budget of " + pauseBudget.toMillis() + " ms was over before the switch";
    }

    private boolean isPauseOver() {
        return gated && time.nanos() - pauseDeadlineNanos >= 0;
    }

    /**
     * Waits for a stage.
     *
     * @throws StepFailure if it failed, if its time or the run's was over, or if the worker stops
     */
    <T> T await(CompletionStage<T> stage, long deadlineNanos) {
        CompletableFuture<T> awaited = stage.toCompletableFuture();
        if (unstoppable) {
            return time.await(awaited, deadlineNanos);
        }
        requireTime();
        boolean pauseIsShorter = gated && pauseDeadlineNanos - deadlineNanos < 0;
        try {
            time.await(CompletableFuture.anyOf(awaited, stop), pauseIsShorter ? pauseDeadlineNanos : deadlineNanos);
        } catch (StepFailure failure) {
            if (failure.isLate() && gated) {
                requireTime();
            }
            throw failure;
        }
        if (!awaited.isDone()) {
            requireTime();
        }
        return time.await(awaited, time.nanos());
    }

    /** Lets a moment pass between two tries. */
    void pause() {
        time.pause(BETWEEN_ATTEMPTS);
    }

    /**
     * Tries until it holds or the deadline has passed; at least once.
     *
     * @return empty if it holds, else why the last try did not
     */
    Optional<String> insist(Supplier<CompletionStage<Void>> attempt, long deadlineNanos) {
        return insist(attempt.get(), attempt, deadlineNanos);
    }

    /** As {@link #insist(Supplier, long)}, the first try being under way already. */
    Optional<String> insist(CompletionStage<Void> first, Supplier<CompletionStage<Void>> attempt, long deadlineNanos) {
        CompletionStage<Void> current = first;
        while (true) {
            try {
                await(current, Math.min(deadlineNanos, time.nanos() + ATTEMPT_NANOS));
                return Optional.empty();
            } catch (StepFailure failure) {
                if (time.nanos() - deadlineNanos >= 0 || !paused()) {
                    return Optional.of(failure.getMessage());
                }
            }
            current = attempt.get();
        }
    }

    /** Lets a moment pass; false if the thread was interrupted, and there is no point in trying again. */
    boolean paused() {
        try {
            pause();
            return true;
        } catch (StepFailure interrupted) {
            return false;
        }
    }
}
