package io.gantry.engine.api.book;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One symbol's order book with price-time priority. The rules are those of {@code docs/order-semantics.md}.
 *
 * <p>A book is a deterministic state machine: equal books fed with the same commands make the same events and have the
 * same {@link #stateHash()}, whoever wrote them. It knows no clock, no thread and no I/O, and is called by one thread at a
 * time (its partition's).
 */
@ConsumerType
public interface OrderBook {

    /**
     * Applies one command and tells what happened.
     *
     * <p>Called on the partition's matching thread for every sequenced command, and again on recovery with the same
     * commands and times. Must not block. Bad values in the command are a {@link BookEvents#rejected} event and change
     * nothing; an exception means that the book is broken, and takes its partition out of service. The command is only
     * valid during the call.
     *
     * @param timeNanos when the command was sequenced, nanoseconds since 1970; never less than the call before. Orders whose
     *     time is over by then expire first, whatever becomes of the command
     */
    void apply(OrderCommand command, long timeNanos, BookEvents events);

    /**
     * The earliest time at which an open order's time is over, nanoseconds since 1970; {@link Long#MAX_VALUE} if there is none. Quick: asked
     * often.
     */
    long nextExpiryNanos();

    /**
     * Cancels the orders whose time is over, as {@link #apply} does before its command. Called when the partition has sequenced that it is so late,
     * with times that are never less than the call before.
     */
    void expire(long timeNanos, BookEvents events);

    /**
     * Whether the book tells {@link BookEvents#depth} from now on; not at first. Not part of the state.
     */
    void tellDepth(boolean isWanted);

    /** Shows all price levels of one side as the public sees them, best first: what icebergs hide is left out. */
    void forEachLevel(Side side, LevelVisitor visitor);

    /** Shows the first of what {@link #forEachLevel} shows, if there is one. Asked after every command while depth is told: a book should not look at all. */
    default void bestLevel(Side side, LevelVisitor visitor) {
        boolean[] isShown = {false};
        forEachLevel(side, (price, quantity, orders) -> {
            if (!isShown[0]) {
                isShown[0] = true;
                visitor.level(price, quantity, orders);
            }
        });
    }

    /** Is shown price levels. */
    @FunctionalInterface
    interface LevelVisitor {

        /**
         * @param quantity that everybody sees, in quantity units as everywhere; a sum ends at the largest long
         * @param orders how many rest there
         */
        void level(long price, long quantity, int orders);
    }

    /**
     * Says that a command for this order will come soon, so that the book may bring what it knows of it near. A hint: it changes
     * nothing, may be left out, and may be wrong. Worth giving some commands ahead, where many wait.
     *
     * @param orderId of the command, new or open
     */
    default void expect(long orderId) {}

    /** What is not an order. */
    BookFigures figures();

    /** Shows all resting orders: bids from the best price down, then asks from the best price up, each level in queue order. */
    default void forEachOrder(BookOrderVisitor visitor) {
        forEachOrder(Side.BUY, visitor);
        forEachOrder(Side.SELL, visitor);
    }

    /** Shows the resting orders of one side, best price first, in queue order. */
    void forEachOrder(Side side, BookOrderVisitor visitor);

    /**
     * Shows the stops that wait, in the order in which they would trigger: buys by rising stop price, then sells by falling stop
     * price, those of one price by arrival.
     */
    void forEachStop(BookOrderVisitor visitor);

    /**
     * Begins an image of the state as it is now. The book goes on; what is written stays the state of this moment. One at a
     * time.
     *
     * @param sink is given the chunks, during this call, during {@link BookSnapshot#write} and during {@link #apply}, on the
     *     calling thread
     * @return the snapshot, to be driven to its end or abandoned
     * @throws IllegalStateException if another snapshot is under way
     */
    BookSnapshot snapshot(ImageSink sink);

    /** Digest of everything that decides how the book answers in future, kept up to date with every command; see {@link BookHash}. */
    long stateHash();

    /**
     * Walks every structure, and compares {@link #stateHash()} with {@link BookHash#of}.
     *
     * @throws IllegalStateException naming the first thing that is not as it must be
     */
    void validate();
}
