package io.gantry.engine.api.book;

import org.osgi.annotation.versioning.ConsumerType;

/** A book in the making. Used by one thread; after an exception it is of no use any more. */
@ConsumerType
public interface BookLoader {

    /**
     * Takes one open order. They come in any order: the arrival tells the place in the queue.
     *
     * @param order valid during the call only
     * @throws IllegalArgumentException if no book of these figures can have such an order, by itself or besides those that came
     *     before; some faults are told by {@link #finish} only
     */
    void order(BookOrder order);

    /**
     * The book, complete and ready for commands. Called once, after the last order.
     *
     * @throws IllegalArgumentException if the orders contradict each other or the figures: two of one id or arrival, sides that
     *     cross in continuous trading, an arrival that was not given yet, or not as many orders as the figures say
     */
    OrderBook finish();
}
