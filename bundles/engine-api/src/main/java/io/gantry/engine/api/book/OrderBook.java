package io.gantry.engine.api.book;

import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One symbol's order book with price-time priority.
 *
 * <p>A book is a deterministic state machine: equal books fed with the same commands make the same events and have the
 * same {@link #stateHash()}, whoever wrote them. It knows no clock, no thread and no I/O, and is called by one thread at a
 * time (its partition's).
 */
@ConsumerType
public interface OrderBook {

    /**
     * Applies one command of kind NEW, CANCEL, REDUCE, REPLACE or MARKET_STATE and tells what happened.
     *
     * <p>Called on the partition's matching thread for every sequenced command, and again on recovery with the same
     * commands. Must not block. Bad values in the command are a {@link BookEvents#rejected} event and change nothing;
     * an exception means that the book is broken, and takes its partition out of service. The command is only valid
     * during the call.
     */
    void apply(OrderCommand command, BookEvents events);

    /** How many orders rest. */
    int size();

    /** The market's state. */
    MarketState marketState();

    /** Price of the last trade, 0 if there was none. */
    long lastTradePrice();

    /** How many times an order joined a queue so far; the next one gets this number plus one as its arrival. */
    long arrivals();

    /** Shows all orders: bids from the best price down, then asks from the best price up, each level in queue order. */
    void forEachOrder(RestingOrderVisitor visitor);

    /** Shows the orders of one side, best price first, in queue order. */
    void forEachOrder(Side side, RestingOrderVisitor visitor);

    /** Sets what is not an order; only on a book that has not applied a command. */
    void restore(MarketState marketState, long lastTradePrice, long arrivals);

    /**
     * Adds one resting order behind those of its level; only on a book that has not applied a command, in the order in
     * which {@link #forEachOrder(RestingOrderVisitor)} shows them.
     *
     * @throws IllegalArgumentException if such an order cannot rest here (duplicate id, crossed, off the grid)
     */
    void restoreOrder(
            long orderId, long account, Side side, long price, long remaining, long arrival, boolean postOnly);

    /** Digest of everything that decides how the book answers in future; see {@link BookHash} for what goes in. */
    long stateHash();

    /**
     * Walks every structure.
     *
     * @throws IllegalStateException naming the first thing that is not as it must be
     */
    void validate();
}
