package io.gantry.client;

/** What the caller holds of a feed. */
final class RunningFeed implements Subscription {

    private final Feed feed;
    private final Runnable closing;

    RunningFeed(Feed feed, Runnable closing) {
        this.feed = feed;
        this.closing = closing;
    }

    @Override
    public String symbol() {
        return feed.symbol();
    }

    @Override
    public long nextEvent() {
        return feed.nextEvent();
    }

    @Override
    public void close() {
        closing.run();
    }
}
