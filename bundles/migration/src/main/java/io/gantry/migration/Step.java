package io.gantry.migration;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What one step of a plan does in one run. Called by the run's thread. */
interface Step {

    /**
     * Does it.
     *
     * @throws StepFailure if it could not be done; then, and whenever a later step fails before the switch, it is undone
     */
    void run(long deadlineNanos);

    /** Starts to undo what was done, all or part of it. Repeatable. */
    default CompletionStage<Void> undo() {
        return CompletableFuture.completedStage(null);
    }
}
