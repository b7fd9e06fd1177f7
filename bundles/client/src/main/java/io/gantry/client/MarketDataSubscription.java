package io.gantry.client;

/** A running subscription to market data. Any thread. */
public interface MarketDataSubscription extends AutoCloseable {

    /** Name of the symbol. */
    String symbol();

    /** Number of the last event that is in what was told so far; 0 before the first snapshot. */
    long lastEvent();

    /** Ends it; what is being told at this moment may still be told. */
    @Override
    void close();
}
