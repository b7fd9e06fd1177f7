package io.gantry.client;

import io.gantry.engine.api.order.Instrument;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One symbol's commands in the order in which they were submitted, from submission to answer. Keeps that order through refusals,
 * moves and lost connections (SEMANTICS 0): when a command was not executed nothing more is sent until every command in flight is
 * answered, then those not executed are sent again, in order, under the same request ids. All but the permits is the I/O thread's.
 */
final class SymbolLane {

    private static final int GRACE_PART = 4;
    private static final int MAX_HOPS = 5;
    private static final int HOP_LIMIT_PAUSE_MILLIS = 50;
    private static final int SAME_ADDRESS_PAUSE_MILLIS = 2;
    private static final int UNKNOWN_SYMBOL_PAUSE_MILLIS = 50;

    private enum State {
        /** Commands are sent as they come. */
        OPEN,
        /** Something was refused: the rest of what is in flight is awaited. */
        DRAINING,
        /** Nothing is in flight; sending goes on after a pause. */
        PAUSED
    }

    private final Instrument instrument;
    private final ClientSettings settings;
    private final Semaphore permits;
    private final LaneOwner owner;
    private final RetryPause retryPause;
    private final AnswerWatch answers;
    /** Sent at least once, in order of request id. */
    private final ArrayDeque<PendingCommand> sent = new ArrayDeque<>();
    /** Never sent; all above those sent. */
    private final ArrayDeque<PendingCommand> waiting = new ArrayDeque<>();

    private State state = State.OPEN;
    private int inFlight;
    private long lastAccepted;
    private int hops;
    private int drainPauseMillis;
    private boolean isMoved;
    private Optional<Link> link = Optional.empty();

    /** What a lane needs from the client. */
    interface LaneOwner {

        /** A ready link to where the symbol is; begins to make one if there is none. */
        Optional<Link> readyLink(int symbolId);

        /** A worker said where the symbol is. */
        void located(int symbolId, Location location, Link said);

        /** Asks for routes, if possible another worker than this one. */
        void refreshRoutes(Optional<Link> notThis);

        /**
         * Commands have no answer, or cannot be sent: asks for routes, now and then.
         *
         * @param by who owes the answers
         */
        void unanswered(Optional<Link> by);

        /** Whether the routes name another worker than this one for a symbol. */
        boolean isElsewhere(int symbolId, Link link);

        /** Runs something on the I/O thread after a while. */
        void after(long millis, Runnable action);
    }

    SymbolLane(Instrument instrument, ClientSettings settings, LaneOwner owner) {
        this.instrument = instrument;
        this.settings = settings;
        this.owner = owner;
        permits = new Semaphore(settings.maxInFlightPerSymbol());
        retryPause = new RetryPause(settings.random());
        answers = new AnswerWatch(settings);
    }

    String symbol() {
        return instrument.symbol();
    }

    int symbolId() {
        return instrument.symbolId();
    }

    /** One for each command between submission and outcome. Any thread. */
    Semaphore permits() {
        return permits;
    }

    boolean isEmpty() {
        return sent.isEmpty() && waiting.isEmpty();
    }

    void submit(PendingCommand command) {
        waiting.addLast(command);
        pump();
    }

    /** Sends what may be sent now. */
    void pump() {
        if (state != State.OPEN || isEmpty()) {
            return;
        }
        Optional<Link> ready = link.isPresent() && inFlight > 0 ? link : owner.readyLink(symbolId());
        // what a worker that gives no sign of life gets now is only more whose outcome nobody will know
        if (ready.isEmpty() || ready.get().isSilent()) {
            return;
        }
        link = ready;
        if (inFlight < sent.size()) {
            resend(ready.get());
        }
        while (!waiting.isEmpty()) {
            long lastSent = sent.isEmpty() ? 0 : sent.peekLast().requestId();
            PendingCommand next = waiting.pollFirst();
            sent.addLast(next);
            send(next, Math.max(lastSent, lastAccepted), ready.get());
        }
    }

    void answered(CommandAnswer answer) {
        Optional<PendingCommand> found = find(answer.requestId());
        if (found.isEmpty()) {
            return;
        }
        answers.heard();
        remove(found.get());
        lastAccepted = Math.max(lastAccepted, answer.requestId());
        hops = 0;
        retryPause.reset();
        found.get().answer(answer);
        resumeWhenDrained();
    }

    void refused(Link by, Refusal refusal) {
        Optional<PendingCommand> found = find(refusal.requestId());
        // what another worker says now is about an earlier sending, whose outcome does not matter any more
        boolean isFromOwner = link.isPresent() && link.get() == by;
        if (found.isEmpty() || !found.get().isInFlight() || !isFromOwner) {
            return;
        }
        answers.heard();
        PendingCommand command = found.get();
        Cause cause = refusal.cause();
        if (cause.isFinal() && cause != Cause.UNKNOWN_SYMBOL) {
            remove(command);
            command.failFinally(cause, refusal.detail());
        } else {
            command.refused(cause, cause + (refusal.detail().isEmpty() ? "" : ", " + refusal.detail()));
            inFlight--;
            noteRefusal(by, refusal);
        }
        resumeWhenDrained();
    }

    /** A connection is gone, and with it the answers that it owed. */
    void lost(Link gone, String reason) {
        if (link.isPresent() && link.get() == gone) {
            forgetInFlight("connection to " + gone.address() + " lost: " + reason);
            resumeWhenDrained();
        }
    }

    /**
     * Sees to answers that do not come: everything in flight is sent again to where the routes say that the symbol is, in order. Not to
     * a worker that gives no sign of life at all, for it will find the first sending when it wakes up. What was sent first may still be
     * answered, and then that is the answer.
     */
    void watch() {
        if (isEmpty() || state == State.PAUSED) {
            return;
        }
        if (inFlight == 0) {
            owner.unanswered(Optional.empty());
        } else if (answers.isLate()) {
            Link owing = link.orElseThrow();
            owner.unanswered(link);
            boolean isElsewhere = owner.isElsewhere(symbolId(), owing);
            boolean isLostThere = answers.isOverdue() && !owing.isSilent();
            if (isElsewhere || isLostThere) {
                answers.again();
                forgetInFlight("no answer from " + owing.address() + " in time");
                resumeWhenDrained();
                pump();
            }
        }
    }

    /** Gives up what has waited too long. */
    void expire() {
        long now = settings.nanoClock().getAsLong();
        while (!sent.isEmpty() && isExpired(sent.peekFirst(), now)) {
            PendingCommand command = sent.peekFirst();
            remove(command);
            command.giveUp(givenUp());
        }
        while (sent.isEmpty() && !waiting.isEmpty() && isExpired(waiting.peekFirst(), now)) {
            permits.release();
            waiting.pollFirst().giveUp(givenUp());
        }
        resumeWhenDrained();
    }

    /** Gives up everything. */
    void close(String reason) {
        while (!sent.isEmpty()) {
            PendingCommand command = sent.peekFirst();
            remove(command);
            command.giveUp(reason);
        }
        while (!waiting.isEmpty()) {
            permits.release();
            waiting.pollFirst().giveUp(reason);
        }
    }

    /**
     * Commands refused for good are gone from the deque by now, so that none of the others names one of them as the one it follows:
     * the worker would wait for it for ever.
     */
    private void resend(Link to) {
        long follows = lastAccepted;
        for (PendingCommand command : sent) {
            if (!command.isInFlight()) {
                send(command, Math.max(follows, lastAccepted), to);
            }
            follows = command.requestId();
        }
    }

    private void send(PendingCommand command, long follows, Link to) {
        if (inFlight == 0) {
            answers.begin();
        }
        command.sending(follows, sent.peekFirst().requestId());
        inFlight++;
        to.command(command.command());
    }

    private void forgetInFlight(String reason) {
        for (PendingCommand command : sent) {
            if (command.isInFlight()) {
                command.lost(reason);
            }
        }
        inFlight = 0;
        link = Optional.empty();
    }

    private void noteRefusal(Link by, Refusal refusal) {
        if (state == State.OPEN) {
            state = State.DRAINING;
            isMoved = false;
            drainPauseMillis = 1;
        }
        drainPauseMillis = Math.max(drainPauseMillis, refusal.retryAfterMillis());
        if (refusal.cause() == Cause.MOVED) {
            isMoved = true;
            owner.located(symbolId(), refusal.location(), by);
            // connecting, if it must be, goes on while the rest of the answers come
            owner.readyLink(symbolId());
        } else if (refusal.cause() == Cause.UNKNOWN_SYMBOL) {
            // its number came from the routes, so this worker is behind the register
            drainPauseMillis = Math.max(drainPauseMillis, UNKNOWN_SYMBOL_PAUSE_MILLIS);
            owner.refreshRoutes(Optional.of(by));
        }
    }

    private void resumeWhenDrained() {
        if (state != State.DRAINING || inFlight > 0) {
            return;
        }
        long pauseMillis = isMoved ? pauseAfterMove() : retryPause.next(drainPauseMillis);
        if (pauseMillis == 0) {
            resume();
        } else {
            state = State.PAUSED;
            owner.after(pauseMillis, this::resume);
        }
    }

    private void resume() {
        state = State.OPEN;
        expire();
        pump();
    }

    private long pauseAfterMove() {
        hops++;
        if (hops >= MAX_HOPS) {
            hops = 0;
            owner.refreshRoutes(link);
            return HOP_LIMIT_PAUSE_MILLIS;
        }
        Optional<Link> next = owner.readyLink(symbolId());
        boolean isSameAddress = link.isPresent() && next.equals(link);
        if (isSameAddress) {
            owner.refreshRoutes(link);
            return SAME_ADDRESS_PAUSE_MILLIS;
        }
        return 0;
    }

    /** One that was just sent gets some more time: with its answer comes certainty. */
    private boolean isExpired(PendingCommand command, long nowNanos) {
        long limit = settings.patience().giveUp().toNanos();
        return nowNanos - command.submittedNanos() > (command.isInFlight() ? limit + limit / GRACE_PART : limit);
    }

    private String givenUp() {
        return "given up after " + settings.patience().giveUp().toMillis() + " ms";
    }

    private void remove(PendingCommand command) {
        if (command.isInFlight()) {
            inFlight--;
        }
        if (sent.peekFirst() == command) {
            sent.pollFirst();
        } else {
            sent.remove(command);
        }
        permits.release();
    }

    private Optional<PendingCommand> find(long requestId) {
        for (PendingCommand command : sent) {
            if (command.requestId() == requestId) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }
}
