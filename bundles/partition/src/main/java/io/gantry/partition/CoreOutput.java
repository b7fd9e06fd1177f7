package io.gantry.partition;

import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.sbe.WireFeedKind;
import org.agrona.MutableDirectBuffer;

/**
 * All effects of a {@link PartitionCore}. What is given out leaves in this order, and not before everything logged before it is
 * durable.
 */
interface CoreOutput extends EventOutput, MarketDataOutput {

    /**
     * Logs a record.
     *
     * @return false if there is no room now: nothing was taken
     */
    boolean log(MutableDirectBuffer record, int length);

    /** Answers a sequenced command. */
    void answer(long connectionId, CommandAnswer answer);

    /**
     * Tells that a command did not happen.
     *
     * @param partition for MOVED: where the symbol is, else 0
     * @param epoch for MOVED: its epoch there, else 0
     */
    void notExecuted(
            long connectionId,
            Cause cause,
            int symbolId,
            long clientId,
            long requestId,
            int retryAfterMillis,
            int partition,
            long epoch);

    /** The symbol's events leave here from now on; the first one will have this number. */
    void feedOpened(int symbolId, long nextEvent);

    /** The symbol's events leave at another partition from now on. */
    void feedMoved(int symbolId, int partition, long epoch);

    /** Somebody wants the symbol's events. */
    void subscribed(long connectionId, int symbolId, long fromEvent);

    /** Somebody wants the symbol's market data; {@code number} rises with each. */
    void marketDataSubscribed(long connectionId, int symbolId, long number);

    /** Somebody has read enough of the symbol. */
    void unsubscribed(long connectionId, int symbolId, WireFeedKind feed);

    /** Is told when all that was given out before has left. */
    void whenReleased(Outflow.Released action);
}
