package io.gantry.migration;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Time as a migration sees it: it can be read, and waited for. */
interface MigrationTime {

    /** Nanoseconds from an arbitrary origin. */
    long nanos();

    /**
     * Waits for a stage.
     *
     * @param deadlineNanos on the scale of {@link #nanos}; in the past means: only if it is there
     * @throws StepFailure if the stage failed (with its message), or did not end in time, or the thread was interrupted
     */
    <T> T await(CompletionStage<T> stage, long deadlineNanos);

    /**
     * Lets time pass.
     *
     * @throws StepFailure if the thread was interrupted
     */
    void pause(Duration duration);
}
