package io.gantry.cli.demo;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;

/** One client, who sends commands one after the other. */
interface TradingSession {

    /** {@link #trySubmit} took nothing. */
    long NOT_TAKEN = 0;

    /** Who he is. */
    long clientId();

    /**
     * Sends a command unless too many of its symbol wait for their answer.
     *
     * @param command copied by the call; its request id is given here
     * @param outcome is told once, if the command was taken, maybe before this returns
     * @return the request id, above all before, or {@link #NOT_TAKEN}
     */
    long trySubmit(String symbol, OrderCommand command, OutcomeListener outcome);

    /** Hears what became of a command, on a thread of the session's that must not be blocked. */
    interface OutcomeListener {

        /** It was sequenced. The answer is valid during the call. */
        void answered(CommandAnswer answer);

        /** It did not happen and will not. */
        void notExecuted(long requestId, Cause cause, String sentence);

        /** Nobody knows. */
        void undecided(long requestId, String sentence);
    }
}
