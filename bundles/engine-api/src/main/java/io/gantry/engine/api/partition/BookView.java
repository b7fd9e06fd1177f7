package io.gantry.engine.api.partition;

import java.util.List;

/**
 * A picture of a book.
 *
 * @param symbol its name
 * @param partition where it is
 * @param epoch of its owner
 * @param gate what becomes of commands
 * @param book name and version of the implementation, such as {@code flat 1}
 * @param marketState name of a {@link io.gantry.engine.api.order.MarketState}
 * @param commandSequence of the last sequenced command
 * @param eventSequence of the last event
 * @param eventChain running hash over all events
 * @param stateHash digest of the symbol's whole state
 * @param orders how many are open, those that wait as stops included
 * @param stops how many of them wait as stops
 * @param lastTradePrice 0 if none
 * @param bids best first
 * @param asks best first
 */
public record BookView(
        String symbol,
        int partition,
        long epoch,
        Gate gate,
        String book,
        String marketState,
        long commandSequence,
        long eventSequence,
        long eventChain,
        long stateHash,
        int orders,
        int stops,
        long lastTradePrice,
        List<Level> bids,
        List<Level> asks) {

    /**
     * One price level.
     *
     * @param price of its orders
     * @param quantity open in all, what icebergs hide included: the view is for operators, not for the public
     * @param orders how many rest in it
     */
    public record Level(long price, long quantity, int orders) {}
}
