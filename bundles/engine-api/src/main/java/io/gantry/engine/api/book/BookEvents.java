package io.gantry.engine.api.book;

import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Hears what a command did to a book, in the order it happened, on the thread that applied the command. Calls must not
 * re-enter the book. Every command causes at least one event; some are about other orders than the command's: orders
 * whose time was over (before anything else), makers that self-trade prevention cancels, stops that trigger (after
 * everything else).
 *
 * <p>Quantities in events are what the event moved; {@code remaining} is what is open afterwards, an iceberg's hidden part
 * included.
 */
@ProviderType
public interface BookEvents {

    /** A new order was taken in, before any trade of it. A stop waits; {@code price} is 0 for MARKET and STOP. */
    void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity);

    /**
     * Two orders traded, at the maker's (the resting order's) price; in an uncrossing at the auction's price, with the order
     * that arrived later as the taker.
     */
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

    /** An order was made smaller, by a command or by self-trade prevention, and kept its priority. */
    void reduced(long orderId, long account, Side side, long price, long by, long remaining);

    /** An order has a new price and open quantity; trades of it as a taker, if any, follow. */
    void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority);

    /** A trade reached a stop: it goes on as a market order ({@code price} 0) or a limit order; its trades follow. */
    void triggered(long orderId, long account, Side side, long price, long quantity);

    /** A mass cancel is done; the orders that it cancelled were told before, oldest first. */
    void massCancelled(long account, CancelScope scope, int orders);

    /** The command was refused and changed nothing. */
    void rejected(long orderId, long account, RejectReason reason);

    /** The market changed its state; what that caused follows. */
    void marketState(MarketState state);

    /** The symbol has other trading rules. */
    void rules(TradingRules rules);

    /**
     * A price level is another one than before the call of {@link OrderBook#apply} or {@link OrderBook#expire} that ends with this: told once for each level
     * that changed, behind everything else, buys before sells, best price first, and only if {@link OrderBook#tellDepth} asked for it. Not numbered: it
     * follows from what was told before.
     *
     * @param quantity that everybody sees now, without what icebergs hide; 0 if the level is gone; a sum ends at the largest long
     * @param orders how many rest there now
     */
    void depth(Side side, long price, long quantity, int orders);
}
