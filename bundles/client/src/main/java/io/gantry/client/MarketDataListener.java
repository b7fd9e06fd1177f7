package io.gantry.client;

import io.gantry.engine.api.order.Side;

/**
 * Hears a symbol's market data: first all price levels, then trades and changes as they happen. Called on the client's I/O thread, which must not be
 * blocked; exceptions are logged and dropped.
 *
 * <p>Whoever keeps the levels does so: {@link #snapshotBegin} empties them, {@link #level} sets one or, with quantity 0, removes it. From {@link #snapshotEnd} on they
 * are those of the book after the event {@link MarketDataSubscription#lastEvent}, whenever a call has returned that was not within a snapshot.
 */
public interface MarketDataListener {

    /** All levels follow. Comes again after a {@link #gap}, and whenever the client had to subscribe again. */
    void snapshotBegin();

    /**
     * A price level as it is now. What icebergs hide and stops that wait are not in it.
     *
     * @param quantity 0 if the level is gone
     * @param orders how many rest there
     */
    void level(Side side, long price, long quantity, int orders);

    /** That were all levels. */
    void snapshotEnd();

    /**
     * Two orders traded.
     *
     * @param aggressor side of the order that came later
     * @param timeNanos when the command was sequenced that made them trade, nanoseconds since 1970
     */
    void trade(Side aggressor, long price, long quantity, long timeNanos);

    /** The best prices are other ones than before; quantity 0 if a side is empty. Not told for a snapshot: they follow from its levels. */
    void best(long bidPrice, long bidQuantity, long askPrice, long askQuantity);

    /**
     * Trades and changes made by events of these numbers were not told. The levels come anew right after; trades can be had by
     * {@link GantryClient#subscribe}, as far as they are kept.
     *
     * @param from the first event that may be missing
     * @param to the last one
     */
    void gap(long from, long to);
}
