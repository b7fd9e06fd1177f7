package io.gantry.client;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandAnswer;

/**
 * Hears what became of a command. Called on the client's I/O thread, which must not be blocked; exceptions are logged and dropped.
 * Exactly one of {@link #answered} and {@link #failed} is called, once, for each command that was taken.
 */
public interface AnswerListener {

    /**
     * The command is about to leave for the first time, with all its ids filled in. Not called for a command that fails before.
     *
     * @param command valid during the call
     */
    default void sending(OrderCommand command) {}

    /**
     * The command was sequenced: executed, or rejected by the book.
     *
     * @param answer valid during the call
     */
    void answered(CommandAnswer answer);

    /**
     * The command was given up.
     *
     * @param failure {@link NotExecutedException} if it did not and will not happen, {@link UnknownOutcomeException} if it may have
     */
    void failed(CommandFailedException failure);
}
