package io.gantry.client;

import io.gantry.protocol.BookEvent;

/**
 * Hears a symbol's events in their order, each once. Called on the client's I/O thread, which must not be blocked; exceptions are
 * logged and dropped.
 */
public interface EventListener {

    /**
     * The next event.
     *
     * @param event valid during the call
     */
    void event(BookEvent event);

    /**
     * These events are not to be had any more; the feed goes on behind them.
     *
     * @param from number of the first one missing
     * @param to number of the last one missing
     */
    void gap(long from, long to);

    /**
     * The event that comes next does not continue the chain of those before it: something was lost, changed or made up on the way.
     * The event itself is told right after, and the chain is followed from there.
     *
     * @param event valid during the call
     * @param expectedChain the chain value that it should carry
     */
    void chainBroken(BookEvent event, long expectedChain);
}
