package io.gantry.partition;

import org.agrona.DirectBuffer;

/** Where market data go. */
@FunctionalInterface
interface MarketDataOutput {

    /** A MarketTrade, DepthDelta, BestPrices or DepthSnapshot, with its header from the buffer's beginning on; valid during the call. */
    void marketData(DirectBuffer message, int length);
}
