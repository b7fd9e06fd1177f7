package io.gantry.client;

/** What the caller holds of a market data feed. */
record RunningMarketDataFeed(MarketDataFeed feed, Runnable closing) implements MarketDataSubscription {

    @Override
    public String symbol() {
        return feed.symbol();
    }

    @Override
    public long lastEvent() {
        return feed.lastEvent();
    }

    @Override
    public void close() {
        closing.run();
    }
}
