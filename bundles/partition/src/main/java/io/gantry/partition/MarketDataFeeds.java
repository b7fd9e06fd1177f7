package io.gantry.partition;

import io.gantry.protocol.sbe.MarketTradeDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.WireFeedState;
import java.nio.ByteOrder;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/** The market data of a partition's symbols, on their way out. Of the egress thread. */
final class MarketDataFeeds {

    /** The first field of each market data message. */
    private static final int SYMBOL_AT =
            MessageHeaderDecoder.ENCODED_LENGTH + MarketTradeDecoder.symbolIdEncodingOffset();

    private final int retained;
    private final SymbolFeed.FeedNotices notices;
    private final Int2ObjectHashMap<MarketDataFeed> feeds = new Int2ObjectHashMap<>();

    /** @param retained how many messages of a symbol are kept for readers that are slow */
    MarketDataFeeds(int retained, SymbolFeed.FeedNotices notices) {
        this.retained = retained;
        this.notices = notices;
    }

    /** A state of the symbol is here now. */
    void opened(int symbolId) {
        MarketDataFeed feed = feeds.get(symbolId);
        if (feed != null) {
            feed.opened();
        }
    }

    /** The symbol is elsewhere from now on. */
    void moved(int symbolId, int partition, long epoch) {
        MarketDataFeed feed = feeds.get(symbolId);
        if (feed != null) {
            feed.moved(partition, epoch);
        }
    }

    /** All states are made anew. */
    void beginAnew() {
        feeds.values().forEach(MarketDataFeed::beginAnew);
    }

    /** The next message of a symbol; its first one is a snapshot. */
    void message(DirectBuffer buffer, int offset, int length) {
        int symbolId = buffer.getInt(offset + SYMBOL_AT, ByteOrder.LITTLE_ENDIAN);
        MarketDataFeed feed = feeds.get(symbolId);
        if (feed == null) {
            feed = new MarketDataFeed(symbolId, retained, notices);
            feeds.put(symbolId, feed);
        }
        feed.message(buffer, offset, length);
    }

    /** Somebody wants to read; {@code number} rises with each. */
    void subscribe(long connectionId, int symbolId, long number) {
        MarketDataFeed feed = feeds.get(symbolId);
        if (feed == null) {
            notices.send(connectionId, WireFeedState.TRY_AGAIN, symbolId, 0, 0, 0);
        } else {
            feed.subscribe(connectionId, number);
        }
    }

    /** Somebody has read enough. */
    void unsubscribe(long connectionId, int symbolId) {
        MarketDataFeed feed = feeds.get(symbolId);
        if (feed != null) {
            feed.unsubscribe(connectionId);
        }
    }

    /** A connection is gone. */
    void gone(long connectionId) {
        feeds.values().forEach(feed -> feed.unsubscribe(connectionId));
    }

    /**
     * Sends every reader what it can take now.
     *
     * @param stops takes those that the lane need not go on with; if it is full they are told again
     */
    int pump(Connections connections, Queue<MarketDataStop> stops) {
        int sent = 0;
        for (MarketDataFeed feed : feeds.values()) {
            sent += feed.pump(connections);
            feed.stop().filter(stops::offer).ifPresent(told -> feed.stopping());
        }
        return sent;
    }
}
