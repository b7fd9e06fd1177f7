package io.gantry.partition;

import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.sbe.BookEventMessageDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.protocol.sbe.WireFeedState;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;

/** Releases what one partition's lane gave out, as far as its log is committed. Runs on the egress thread. */
final class PartitionEgress {

    static final int ENTRIES_PER_TURN = 1024;

    private final AtomicReference<Optional<Outflow>> next = new AtomicReference<>(Optional.empty());
    private final Connections connections;
    private final RedirectMessages redirects;
    private final int retainedEvents;
    private final Int2ObjectHashMap<SymbolFeed> feeds = new Int2ObjectHashMap<>();
    private final MarketDataFeeds marketData;
    private final ControlledMessageHandler handler = this::entry;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookEventMessageDecoder events = new BookEventMessageDecoder();
    private Outflow outflow;
    private long committed;
    private int released;

    PartitionEgress(Outflow outflow, Connections connections, RedirectMessages redirects, int retainedEvents) {
        this.outflow = outflow;
        this.connections = connections;
        this.redirects = redirects;
        this.retainedEvents = retainedEvents;
        marketData = new MarketDataFeeds(retainedEvents, this::marketDataNotice);
    }

    int doWork() {
        if (next.get().isPresent()) {
            beginAnew(next.getAndSet(Optional.empty()).orElseThrow());
        }
        committed = outflow.committed();
        released = 0;
        outflow.rings().read(handler, ENTRIES_PER_TURN);
        if (!outflow.isPublishable(committed)) {
            return released;
        }
        int sent = 0;
        for (SymbolFeed feed : feeds.values()) {
            sent += feed.pump(connections);
        }
        return released + sent + marketData.pump(connections, outflow.unread());
    }

    /** The replica's state is made anew: what waits of the old one is dropped, what comes is in the new one. Any thread. */
    void switchTo(Outflow fresh) {
        next.set(Optional.of(fresh));
    }

    private void beginAnew(Outflow fresh) {
        for (Outflow.Released action = outflow.actions().poll();
                action != null;
                action = outflow.actions().poll()) {
            action.lost();
        }
        outflow = fresh;
        feeds.values().forEach(SymbolFeed::beginAnew);
        marketData.beginAnew();
    }

    void gone(long connectionId) {
        feeds.values().forEach(feed -> feed.unsubscribe(connectionId));
        marketData.gone(connectionId);
    }

    private Action entry(int type, MutableDirectBuffer buffer, int index, int length) {
        if (buffer.getLong(index + Outbound.POSITION) > committed) {
            return Action.ABORT;
        }
        switch (type) {
            case Outbound.ANSWER -> answer(buffer, index);
            case Outbound.EVENT -> event(buffer, index + Outbound.BODY);
            case Outbound.NOT_EXECUTED -> notExecuted(buffer, index);
            case Outbound.MARKET_DATA -> marketData.message(buffer, index + Outbound.BODY, length - Outbound.BODY);
            case Outbound.FEED_OPENED -> opened(buffer, index);
            case Outbound.FEED_MOVED -> moved(buffer, index);
            case Outbound.SUBSCRIBED -> subscribed(buffer, index);
            case Outbound.MARKET_DATA_SUBSCRIBED -> marketDataSubscribed(buffer, index);
            case Outbound.UNSUBSCRIBED -> unsubscribed(buffer, index);
            case Outbound.RELEASED -> outflow.actions().remove().released();
            default -> throw new IllegalStateException("outbound entry of type " + type);
        }
        released++;
        return Action.CONTINUE;
    }

    private void answer(MutableDirectBuffer buffer, int index) {
        long connectionId = buffer.getLong(index + Outbound.CONNECTION);
        connections.answer(connectionId, buffer, index + Outbound.MESSAGE, CommandAnswer.LENGTH);
    }

    private void event(MutableDirectBuffer buffer, int offset) {
        events.wrapAndApplyHeader(buffer, offset, header);
        feed(events.symbolId()).event(events.eventSequence(), buffer, offset);
    }

    private void opened(MutableDirectBuffer buffer, int index) {
        int symbolId = buffer.getInt(index + Outbound.FEED_SYMBOL);
        feed(symbolId).opened(buffer.getLong(index + Outbound.NUMBER));
        marketData.opened(symbolId);
    }

    private void moved(MutableDirectBuffer buffer, int index) {
        int symbolId = buffer.getInt(index + Outbound.FEED_SYMBOL);
        int partition = buffer.getInt(index + Outbound.FEED_PARTITION);
        long epoch = buffer.getLong(index + Outbound.NUMBER);
        feed(symbolId).moved(partition, epoch);
        marketData.moved(symbolId, partition, epoch);
    }

    private void notExecuted(MutableDirectBuffer buffer, int index) {
        long connectionId = buffer.getLong(index + Outbound.CONNECTION);
        int symbolId = buffer.getInt(index + Outbound.SYMBOL);
        int messageLength = redirects.notExecuted(
                RedirectMessages.cause(buffer.getInt(index + Outbound.CAUSE)),
                symbolId,
                buffer.getLong(index + Outbound.CLIENT),
                buffer.getLong(index + Outbound.REQUEST),
                buffer.getInt(index + Outbound.RETRY_AFTER),
                buffer.getInt(index + Outbound.PARTITION),
                buffer.getLong(index + Outbound.EPOCH));
        connections.expect(connectionId);
        connections.send(connectionId, redirects.buffer(), 0, messageLength);
    }

    private void subscribed(MutableDirectBuffer buffer, int index) {
        long connectionId = buffer.getLong(index + Outbound.CONNECTION);
        int symbolId = buffer.getInt(index + Outbound.FEED_SYMBOL);
        long fromEvent = buffer.getLong(index + Outbound.NUMBER);
        SymbolFeed feed = feeds.get(symbolId);
        connections.expect(connectionId);
        if (feed == null) {
            notice(connectionId, WireFeedState.TRY_AGAIN, symbolId, fromEvent, 0, 0);
        } else if (connections.isKnown(connectionId)) {
            feed.subscribe(connectionId, fromEvent);
        }
    }

    private void marketDataSubscribed(MutableDirectBuffer buffer, int index) {
        long connectionId = buffer.getLong(index + Outbound.CONNECTION);
        connections.expect(connectionId);
        if (connections.isKnown(connectionId)) {
            marketData.subscribe(
                    connectionId, buffer.getInt(index + Outbound.FEED_SYMBOL), buffer.getLong(index + Outbound.NUMBER));
        }
    }

    private void unsubscribed(MutableDirectBuffer buffer, int index) {
        long connectionId = buffer.getLong(index + Outbound.CONNECTION);
        int symbolId = buffer.getInt(index + Outbound.FEED_SYMBOL);
        if (buffer.getLong(index + Outbound.NUMBER) == WireFeedKind.MARKET_DATA.value()) {
            marketData.unsubscribe(connectionId, symbolId);
        } else if (feeds.containsKey(symbolId)) {
            feeds.get(symbolId).unsubscribe(connectionId);
        }
    }

    private SymbolFeed feed(int symbolId) {
        SymbolFeed feed = feeds.get(symbolId);
        if (feed == null) {
            feed = new SymbolFeed(symbolId, retainedEvents, this::notice);
            feeds.put(symbolId, feed);
        }
        return feed;
    }

    private void notice(
            long connectionId, WireFeedState state, int symbolId, long nextEvent, int partition, long epoch) {
        int messageLength = redirects.feedState(WireFeedKind.EVENTS, state, symbolId, nextEvent, partition, epoch);
        connections.send(connectionId, redirects.buffer(), 0, messageLength);
    }

    private void marketDataNotice(
            long connectionId, WireFeedState state, int symbolId, long next, int partition, long epoch) {
        int messageLength = redirects.feedState(WireFeedKind.MARKET_DATA, state, symbolId, next, partition, epoch);
        connections.send(connectionId, redirects.buffer(), 0, messageLength);
    }
}
