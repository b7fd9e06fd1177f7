package io.gantry.migration;

import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.migration.PlanStep;
import io.gantry.engine.api.migration.StepKind;
import io.gantry.migration.Cutover.Outcome;
import io.gantry.migration.Cutover.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one plan out, step by step, and undoes it when a step fails before the switch. Owns no thread and reads no clock of its own: equal
 * collaborators, equal run.
 */
final class MigrationRun {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationRun.class);

    /** How long the register may take to take the claim. */
    static final Duration CLAIM_BUDGET = Duration.ofSeconds(10);

    private final MigrationSession session;
    private final Patience patience;
    private final Cutover cutover;
    private final Observers observers;
    private final Duration undoBudget;
    private final Map<StepKind, Step> steps;
    private final List<Step> begun = new ArrayList<>();

    /**
     * @param undoBudget how long each undo is tried
     */
    MigrationRun(
            MigrationSession session,
            Patience patience,
            Ends ends,
            Cutover cutover,
            Observers observers,
            Duration undoBudget) {
        this.session = session;
        this.patience = patience;
        this.cutover = cutover;
        this.observers = observers;
        this.undoBudget = undoBudget;
        CopyStep copy = new CopyStep(session, patience, ends);
        this.steps = Map.of(
                StepKind.GATE, new GateStep(session, patience, ends),
                StepKind.COPY, copy,
                StepKind.VERIFY, new VerifyStep(session, copy),
                StepKind.SWITCH_OWNER, new SwitchStep(session, patience, ends, cutover),
                StepKind.RETIRE, new RetireStep(session, patience, ends, cutover));
    }

    /**
     * Runs to an end. Leaves the session in an end state, or IN_DOUBT if the thread was interrupted while it was.
     *
     * @throws PlanRefusedException if the symbols cannot be claimed; nothing was changed
     */
    void run() {
        if (!claim()) {
            return;
        }
        try {
            for (PlanStep step : session.plan().steps()) {
                carryOut(step);
            }
            session.moveTo(MigrationState.COMMITTED, "all steps are done");
        } catch (LeftInDoubt unknown) {
            session.note(unknown.getMessage());
            LOG.error("{}: {}", session.description(), unknown.getMessage());
            return;
        } catch (StepFailure failure) {
            rollBack(failure.getMessage());
        }
        observers.tellEnded(session.report());
    }

    private boolean claim() {
        long deadlineNanos = patience.deadlineIn(CLAIM_BUDGET);
        while (true) {
            Result result = cutover.claim();
            switch (result.outcome()) {
                case DONE -> {
                    session.moveTo(MigrationState.RUNNING, "the symbols are claimed in the register");
                    return true;
                }
                case FORBIDDEN -> throw new PlanRefusedException(result.why());
                case RIVALLED -> LOG.debug("{}: {}; once more", session.description(), result.why());
                case UNREACHABLE, IN_DOUBT -> {
                    if (patience.isOver() || patience.nanos() - deadlineNanos >= 0) {
                        endUnclaimed(result);
                        return false;
                    }
                    patience.pause();
                }
            }
        }
    }

    private void endUnclaimed(Result result) {
        String why = "the register did not take the claim: " + result.why();
        session.note(result.outcome() == Outcome.IN_DOUBT ? why + " (if it stands, it will be removed)" : why);
        session.moveTo(MigrationState.ROLLED_BACK, why);
        observers.tellEnded(session.report());
    }

    private void carryOut(PlanStep planned) {
        try {
            session.begin(planned);
            tell(() -> observers.tellBefore(session.report(), planned.kind()));
            patience.requireTime();
            Step step = steps.get(planned.kind());
            begun.add(step);
            step.run(patience.deadlineIn(planned.budget()));
            tell(() -> observers.tellAfter(session.report(), planned.kind()));
        } catch (LeftInDoubt unknown) {
            throw unknown;
        } catch (RuntimeException | Error failure) {
            String why = "step " + planned + ": " + StepFailure.words(failure);
            if (!session.isSwitched()) {
                throw new StepFailure(why);
            }
            // Past the point of no return there is no way but onwards; what was missed, recovery makes good.
            session.note(why);
            LOG.error("{} goes on although {}", session.description(), why, failure);
        }
    }

    private void tell(Runnable observation) {
        try {
            observation.run();
        } catch (StepFailure failure) {
            if (!session.isSwitched()) {
                throw failure;
            }
            LOG.warn("{}: {}; it is past the switch and goes on", session.description(), failure.getMessage());
        }
    }

    /** Starts every undo at once, the last step's first: a target that does not answer must not keep the source from trading. */
    private void rollBack(String why) {
        session.moveTo(MigrationState.ROLLING_BACK, why);
        patience.nothingStopsIt();
        List<CompletionStage<Void>> undos = new ArrayList<>(begun.size());
        for (int i = begun.size() - 1; i >= 0; i--) {
            undos.add(0, undo(begun.get(i)));
        }
        for (int i = 0; i < begun.size(); i++) {
            Step step = begun.get(i);
            patience.insist(undos.get(i), () -> undo(step), patience.deadlineIn(undoBudget))
                    .ifPresent(failure -> {
                        session.note("not undone: " + failure);
                        LOG.error("{}: {} not undone: {}", session.description(), name(step), failure);
                    });
        }
        withdraw();
        session.moveTo(MigrationState.ROLLED_BACK, why);
    }

    private static CompletionStage<Void> undo(Step step) {
        return Ends.call(step::undo);
    }

    private static String name(Step step) {
        return step.getClass().getSimpleName();
    }

    private void withdraw() {
        long deadlineNanos = patience.deadlineIn(undoBudget);
        Result result = cutover.withdraw();
        while (result.outcome() != Outcome.DONE && patience.nanos() - deadlineNanos < 0 && patience.paused()) {
            result = cutover.withdraw();
        }
        if (result.outcome() != Outcome.DONE) {
            session.note("the claim is still in the register and will be removed later: " + result.why());
            LOG.warn("{}: claim not withdrawn yet: {}", session.description(), result.why());
        }
    }

    /** Who is told. Exceptions of those who are told become a {@link StepFailure}, except for {@link #tellEnded}. */
    interface Observers {

        void tellBefore(MigrationReport migration, StepKind step);

        void tellAfter(MigrationReport migration, StepKind step);

        void tellEnded(MigrationReport migration);
    }
}
