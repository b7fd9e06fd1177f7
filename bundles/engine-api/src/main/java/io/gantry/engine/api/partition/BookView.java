package io.gantry.engine.api.partition;

import java.util.List;

/**
 * A picture of a book.
 *
 * @param symbol its name
 * @param partition where it is
 * @param epoch of its owner
 * @param gate what becomes of commands
 * @param marketState {@code OPEN} or {@code HALTED}
 * @param commandSequence of the last sequenced command
 * @param eventSequence of the last event
 * @param eventChain running hash over all events
 * @param stateHash digest of the symbol's whole state
 * @param orders how many rest
 * @param lastTradePrice 0 if none
 * @param bids best first
 * @param asks best first
 */
public record BookView(
        String symbol,
        int partition,
        long epoch,
        Gate gate,
        String marketState,
        long commandSequence,
        long eventSequence,
        long eventChain,
        long stateHash,
        int orders,
        long lastTradePrice,
        List<Level> bids,
        List<Level> asks) {

    /** One price level. */
    public record Level(long price, long quantity, int orders) {}
}
