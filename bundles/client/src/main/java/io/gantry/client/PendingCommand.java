package io.gantry.client;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A submitted command that has no answer yet. Owned by the I/O thread once it is submitted. */
final class PendingCommand {

    private static final Logger LOG = LoggerFactory.getLogger(PendingCommand.class);

    private final SymbolLane lane;
    private final OrderCommand command;
    private final AnswerListener listener;
    private final long submittedNanos;
    private boolean wasSent;
    private boolean isInFlight;
    private boolean mayHaveHappened;
    private Cause lastCause = Cause.TRY_AGAIN;
    private String lastTrouble = "it was never sent";

    PendingCommand(SymbolLane lane, OrderCommand command, AnswerListener listener, long submittedNanos) {
        this.lane = lane;
        this.command = command;
        this.listener = listener;
        this.submittedNanos = submittedNanos;
    }

    SymbolLane lane() {
        return lane;
    }

    OrderCommand command() {
        return command;
    }

    long requestId() {
        return command.requestId();
    }

    long submittedNanos() {
        return submittedNanos;
    }

    /** Whether a worker owes an answer. */
    boolean isInFlight() {
        return isInFlight;
    }

    /**
     * It leaves now.
     *
     * @param follows the command before it that the worker has or gets
     * @param ackedBelow all of the client's commands for the symbol before this one have their outcome
     */
    void sending(long follows, long ackedBelow) {
        command.follows(follows).ackedBelow(ackedBelow);
        if (!wasSent) {
            wasSent = true;
            guarded(() -> listener.sending(command));
        }
        isInFlight = true;
        lastTrouble = "no answer came";
    }

    /** A worker said that it did not take it. */
    void refused(Cause cause, String detail) {
        isInFlight = false;
        lastCause = cause;
        lastTrouble = detail;
    }

    /** The answer is not awaited any more where it was owed. */
    void lost(String reason) {
        isInFlight = false;
        mayHaveHappened = true;
        lastTrouble = reason;
    }

    void answer(CommandAnswer answer) {
        guarded(() -> listener.answered(answer));
    }

    /** Gives it up: it did not happen, or nobody knows. */
    void giveUp(String reason) {
        CommandId id = id();
        String message = reason + "; last: " + lastTrouble;
        boolean isUnknown = isInFlight || mayHaveHappened;
        guarded(() -> listener.failed(
                isUnknown
                        ? new UnknownOutcomeException(id, message)
                        : new NotExecutedException(id, lastCause, message)));
    }

    /** It was refused for good. */
    void failFinally(Cause cause, String detail) {
        CommandId id = id();
        String message = detail.isEmpty() ? "refused by the worker" : detail;
        boolean isUnknown = cause == Cause.STALE_REQUEST;
        guarded(() -> listener.failed(
                isUnknown
                        ? new UnknownOutcomeException(id, cause + ": its answer is not kept any more")
                        : new NotExecutedException(id, cause, message)));
    }

    private CommandId id() {
        return new CommandId(lane.symbol(), lane.symbolId(), command.clientId(), command.requestId());
    }

    private void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException failure) {
            LOG.error("listener of symbol {} request {} failed", lane.symbol(), requestId(), failure);
        }
    }
}
