package io.gantry.migration;

import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.StepKind;
import io.gantry.engine.api.partition.ImportSide;
import io.gantry.migration.Cutover.Result;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the owner, then has the target serve. Before the change it fails like any step; once it has happened it does not fail
 * any more: a target that cannot be reached opens by itself. If the register does not say whether it happened, this waits, with the source gated, for
 * as long as that takes.
 */
final class SwitchStep implements Step {

    private static final Logger LOG = LoggerFactory.getLogger(SwitchStep.class);

    private static final long BETWEEN_COMPLAINTS_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final MigrationSession session;
    private final Patience patience;
    private final ImportSide target;
    private final Cutover cutover;

    private boolean wasInDoubt;
    private long nextComplaintNanos;

    SwitchStep(MigrationSession session, Patience patience, Ends ends, Cutover cutover) {
        this.session = session;
        this.patience = patience;
        this.target = ends.target();
        this.cutover = cutover;
    }

    @Override
    public void run(long deadlineNanos) {
        changeOwner(deadlineNanos);
        patience.nothingStopsIt();
        cutover.publish();
        // A switch that was long in doubt has used its budget up; the target still gets its time.
        open(patience.deadlineIn(session.budgetOf(StepKind.SWITCH_OWNER)));
    }

    private void changeOwner(long deadlineNanos) {
        while (session.state() != MigrationState.SWITCHED) {
            if (patience.isOver()) {
                giveUp(patience.whyOver());
                continue;
            }
            Result result = cutover.switchOwner();
            switch (result.outcome()) {
                case DONE -> session.moveTo(MigrationState.SWITCHED, "the register holds the new owner");
                case RIVALLED -> LOG.debug("{}: {}; once more", session.description(), result.why());
                case FORBIDDEN -> giveUp(result.why());
                case UNREACHABLE -> waitForRegister(result, deadlineNanos);
                case IN_DOUBT -> {
                    wasInDoubt = true;
                    settle(
                            "the register did not say whether it switched (" + result.why() + ")",
                            () -> !patience.isOver() && patience.nanos() - deadlineNanos < 0);
                }
            }
        }
    }

    private void waitForRegister(Result result, long deadlineNanos) {
        if (patience.nanos() - deadlineNanos >= 0) {
            giveUp("the register does not answer: " + result.why());
        } else {
            patience.pause();
        }
    }

    /** Turns back; but where an earlier try may still come to pass, only once that is ruled out. */
    private void giveUp(String why) {
        if (!wasInDoubt) {
            throw new StepFailure(why);
        }
        settle("an earlier try may still happen, and this one must not (" + why + ")", () -> false);
    }

    /**
     * Asks the register until it says which it was. Returns when the migration has switched or may try again; throws when it must roll back.
     *
     * <p>A switch that has not happened may yet, if it is only late. Either it is asked for again, from the same claim, so that two of them do no
     * harm; or the claim is taken away, and after that the late one does not find what it expects.
     */
    private void settle(String doubt, BooleanSupplier mayTryAgain) {
        session.moveTo(MigrationState.IN_DOUBT, doubt);
        nextComplaintNanos = patience.nanos() + BETWEEN_COMPLAINTS_NANOS;
        while (session.state() == MigrationState.IN_DOUBT) {
            pauseInDoubt();
            try {
                switch (cutover.standing()) {
                    case SWITCHED -> session.moveTo(MigrationState.SWITCHED, "the register says that it happened");
                    case UNCLAIMED -> throw new StepFailure("the switch did not happen: " + doubt);
                    case LOST -> complain("the register holds what cannot be");
                    case CLAIMED -> {
                        if (mayTryAgain.getAsBoolean()) {
                            session.moveTo(MigrationState.RUNNING, "the switch has not happened; trying again");
                        } else {
                            complain("the switch is being called off: " + cutover.withdraw());
                        }
                    }
                }
            } catch (RegisterException silent) {
                complain("the register does not answer: " + StepFailure.words(silent));
            }
        }
    }

    private void pauseInDoubt() {
        try {
            patience.pause();
        } catch (StepFailure interrupted) {
            throw new LeftInDoubt(
                    "the worker stops before the register said whether the switch happened; the register decides");
        }
    }

    private void complain(String why) {
        if (patience.nanos() - nextComplaintNanos >= 0) {
            nextComplaintNanos = patience.nanos() + BETWEEN_COMPLAINTS_NANOS;
            LOG.error("{} IN DOUBT, source stays gated: {}", session.description(), why);
        }
    }

    private void open(long deadlineNanos) {
        Optional<String> failure = patience.insist(
                () -> Ends.forEach(
                        session.symbols(),
                        symbol -> target.open(
                                session.targetPartition(), symbol.symbolId(), session.id(), symbol.targetEpoch())),
                deadlineNanos);
        session.served();
        failure.ifPresent(why -> {
            session.note("the target has not said that it serves: " + why);
            LOG.error(
                    "{}: the target has not said that it serves, and will open by itself: {}",
                    session.description(),
                    why);
        });
    }
}
