package io.gantry.partition;

/**
 * The egress to the lane: nobody has read a symbol's market data for long.
 *
 * @param subscriptions number of the last one that had come by then
 */
record MarketDataStop(int symbolId, long subscriptions) {}
