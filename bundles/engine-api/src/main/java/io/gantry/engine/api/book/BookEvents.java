package io.gantry.engine.api.book;

import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Hears what a command did to a book, in the order it happened, on the thread that applied the command. Calls must not
 * re-enter the book. Every command causes at least one event.
 *
 * <p>Quantities in events are what the event moved; {@code remaining} is what is open afterwards.
 */
@ProviderType
public interface BookEvents {

    /** A new order was taken in, before any trade of it. */
    void accepted(long orderId, long account, Side side, long price, long quantity);

    /** Two orders traded, at the maker's (the resting order's) price. */
    void traded(
            long takerOrderId,
            long makerOrderId,
            long makerAccount,
            Side takerSide,
            long price,
            long quantity,
            long takerRemaining,
            long makerRemaining);

    /** Open quantity left the book without trading; the order is over. */
    void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason);

    /** An order was made smaller and kept its priority. */
    void reduced(long orderId, long account, Side side, long price, long by, long remaining);

    /** An order has a new price and open quantity; trades of it as a taker, if any, follow. */
    void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority);

    /** The command was refused and changed nothing. */
    void rejected(long orderId, long account, RejectReason reason);

    /** The market changed its state. */
    void marketState(MarketState state);
}
