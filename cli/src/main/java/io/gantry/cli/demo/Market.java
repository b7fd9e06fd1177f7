package io.gantry.cli.demo;

import io.gantry.engine.api.order.Instrument;
import io.gantry.protocol.BookEvent;
import java.util.Collection;
import java.util.List;

/** Where commands are sent and events are heard. */
interface Market extends AutoCloseable {

    /**
     * Waits until every worker takes commands for these symbols.
     *
     * @return them, in the same order
     * @throws RunException if that does not come to pass
     */
    List<Instrument> awaitSymbols(Collection<String> names);

    /** Connects another client. */
    TradingSession openSession();

    /** Hears all events of a symbol, from the first. */
    void subscribe(String symbol, FeedListener listener);

    /** Disconnects all clients. Commands without an answer end undecided. */
    @Override
    void close();

    /** Hears events, on a thread of the market's that must not be blocked. */
    interface FeedListener {

        /** The next event, valid during the call. */
        void event(BookEvent event);

        /** Something is wrong with the feed; in words. */
        void trouble(String sentence);
    }
}
