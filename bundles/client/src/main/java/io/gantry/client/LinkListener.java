package io.gantry.client;

import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import org.agrona.DirectBuffer;

/** Hears what comes over a link. Called on the I/O thread; the holders are valid during the call. */
interface LinkListener {

    /** The worker has welcomed us. */
    void ready(Link link);

    /** The connection is gone, or could not be made; what was sent may or may not have arrived. */
    void lost(Link link, String reason);

    /** The time to rest after a failure is over: {@link Link#want} will connect again. */
    void rested(Link link);

    void answered(Link link, CommandAnswer answer);

    void refused(Link link, Refusal refusal);

    void event(Link link, BookEvent event);

    /** @param message a MarketTrade, DepthDelta, BestPrices or DepthSnapshot with its header; valid during the call */
    void marketData(Link link, DirectBuffer message);

    void feedNotice(Link link, FeedNotice notice);

    void routes(Link link, RoutesMessage routes);

    /** All that has arrived by now was told: a good time to send. */
    void readComplete();
}
