package io.gantry.partition;

import io.gantry.engine.api.order.Side;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.BestPricesDecoder;
import io.gantry.protocol.sbe.DepthDeltaDecoder;
import io.gantry.protocol.sbe.DepthSnapshotDecoder;
import io.gantry.protocol.sbe.MarketTradeDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.WireFeedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One symbol's market data and who reads them. The levels are kept here, too, made of the lane's first snapshot and what came after it, so a snapshot for a
 * late or slow reader costs the lane nothing. A reader gets a snapshot, then what follows it out of a bounded log as its connection can take it; one
 * that falls behind the log is told of the gap and gets another snapshot. Snapshots are shared as long as the log goes on from them.
 */
final class MarketDataFeed {

    private static final int MESSAGES_PER_TURN = PartitionEgress.ENTRIES_PER_TURN;
    private static final int PARTS_PER_TURN = 16;

    private static final class Subscription {
        private final long connectionId;
        private DepthImage image = DepthImage.NONE;
        private int nextPart;
        private long next;

        Subscription(long connectionId) {
            this.connectionId = connectionId;
        }

        void begin(DepthImage from) {
            image = from;
            nextPart = 0;
            next = from.sequence() + 1;
        }
    }

    private final int symbolId;
    private final int retained;
    private final EventLog log;
    private final SymbolFeed.FeedNotices notices;
    private final DepthLevels bids = new DepthLevels(Side.BUY);
    private final DepthLevels asks = new DepthLevels(Side.SELL);
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MarketTradeDecoder trade = new MarketTradeDecoder();
    private final DepthDeltaDecoder delta = new DepthDeltaDecoder();
    private final BestPricesDecoder best = new BestPricesDecoder();
    private final DepthSnapshotDecoder snapshot = new DepthSnapshotDecoder();
    private DepthImage newest = DepthImage.NONE;
    private boolean isComplete;
    private long lastEvent;
    private long lastSubscription;
    private long unreadFrom;
    private boolean isStopping;
    private boolean isMoved;
    private int movedTo;
    private long movedEpoch;

    /** @param retained how many messages are kept for readers that are slow */
    MarketDataFeed(int symbolId, int retained, SymbolFeed.FeedNotices notices) {
        this.symbolId = symbolId;
        this.retained = retained;
        this.notices = notices;
        log = new EventLog(retained, MarketDataMessages.MAX_LENGTH);
    }

    /** The symbol has a new state here, of which nobody has asked for market data. */
    void opened() {
        isMoved = false;
        beginAnew();
    }

    /** The symbol's state is made anew: who reads here has to ask again. */
    void beginAnew() {
        isComplete = false;
        for (Subscription subscription : subscriptions) {
            notices.send(subscription.connectionId, WireFeedState.TRY_AGAIN, symbolId, 0, 0, 0);
        }
        subscriptions.clear();
    }

    /** They leave elsewhere from now on; readers are told when they have read what is here. */
    void moved(int partition, long epoch) {
        isMoved = true;
        movedTo = partition;
        movedEpoch = epoch;
    }

    /** The next message of the lane. */
    void message(DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case DepthSnapshotDecoder.TEMPLATE_ID -> snapshot(buffer, offset);
            case DepthDeltaDecoder.TEMPLATE_ID -> {
                delta.wrapAndApplyHeader(buffer, offset, header);
                side(WireEnums.SIDE.api(delta.side())).set(delta.price(), delta.quantity(), delta.orders());
                keep(delta.sequence(), delta.eventSequence(), buffer, offset, length);
            }
            case MarketTradeDecoder.TEMPLATE_ID -> {
                trade.wrapAndApplyHeader(buffer, offset, header);
                keep(trade.sequence(), trade.eventSequence(), buffer, offset, length);
            }
            case BestPricesDecoder.TEMPLATE_ID -> {
                best.wrapAndApplyHeader(buffer, offset, header);
                keep(best.sequence(), best.eventSequence(), buffer, offset, length);
            }
            default -> throw new IllegalStateException("message " + header.templateId() + " is no market data");
        }
    }

    private void keep(long sequence, long eventSequence, DirectBuffer buffer, int offset, int length) {
        if (sequence != log.next()) {
            throw new IllegalStateException("market data " + sequence + " of symbol number " + symbolId + " came where "
                    + log.next() + " was due");
        }
        lastEvent = eventSequence;
        log.add(buffer, offset, length);
    }

    private void snapshot(DirectBuffer buffer, int offset) {
        snapshot.wrapAndApplyHeader(buffer, offset, header);
        if (snapshot.isFirst() == 1) {
            bids.clear();
            asks.clear();
            newest = DepthImage.NONE;
            isComplete = false;
            isStopping = false;
            lastEvent = snapshot.eventSequence();
            log.restart(snapshot.sequence() + 1);
            unreadFrom = log.next();
        }
        boolean isLast = snapshot.isLast() == 1;
        for (DepthSnapshotDecoder.LevelsDecoder level : snapshot.levels()) {
            side(WireEnums.SIDE.api(level.side())).set(level.price(), level.quantity(), level.orders());
        }
        isComplete = isLast;
    }

    private DepthLevels side(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /**
     * Somebody wants to read. One subscription per connection: a new one replaces the old.
     *
     * @param number rises with each
     */
    void subscribe(long connectionId, long number) {
        unsubscribe(connectionId);
        lastSubscription = number;
        isStopping = false;
        if (isMoved) {
            notices.send(connectionId, WireFeedState.MOVED, symbolId, 0, movedTo, movedEpoch);
        } else if (!isComplete) {
            notices.send(connectionId, WireFeedState.TRY_AGAIN, symbolId, 0, 0, 0);
        } else {
            Subscription subscription = new Subscription(connectionId);
            subscription.begin(image());
            subscriptions.add(subscription);
            notices.send(connectionId, WireFeedState.STARTED, symbolId, subscription.next, 0, 0);
        }
    }

    void unsubscribe(long connectionId) {
        if (subscriptions.removeIf(subscription -> subscription.connectionId == connectionId)) {
            unreadFrom = log.next();
        }
    }

    /** That nobody has read for so long that the lane need not go on; told once. */
    Optional<MarketDataStop> stop() {
        boolean isUnread = isComplete && subscriptions.isEmpty() && log.next() - unreadFrom > retained;
        return isUnread && !isStopping ? Optional.of(new MarketDataStop(symbolId, lastSubscription)) : Optional.empty();
    }

    /** The lane will be told. */
    void stopping() {
        isStopping = true;
    }

    /** Sends each reader what it can take now. */
    int pump(Connections connections) {
        int sent = 0;
        for (int i = subscriptions.size() - 1; i >= 0; i--) {
            Subscription subscription = subscriptions.get(i);
            sent += pump(subscription, connections);
            if (isMoved && subscription.next >= log.next() && isThroughImage(subscription)) {
                notices.send(subscription.connectionId, WireFeedState.MOVED, symbolId, 0, movedTo, movedEpoch);
                subscriptions.remove(i);
            }
        }
        return sent;
    }

    private static boolean isThroughImage(Subscription subscription) {
        return subscription.nextPart == subscription.image.parts().size();
    }

    private int pump(Subscription subscription, Connections connections) {
        if (subscription.next < log.first()) {
            subscription.begin(image());
            notices.send(subscription.connectionId, WireFeedState.GAP, symbolId, subscription.next, 0, 0);
        }
        if (!isThroughImage(subscription)) {
            return sendImage(subscription, connections);
        }
        int sent = 0;
        while (sent < MESSAGES_PER_TURN
                && subscription.next < log.next()
                && connections.isWritable(subscription.connectionId)) {
            UnsafeBuffer chunk = log.chunk(subscription.next);
            int offset = log.offset(subscription.next);
            connections.send(
                    subscription.connectionId, chunk, offset, MarketDataMessages.length(chunk, offset, header));
            subscription.next++;
            sent++;
        }
        return sent;
    }

    private int sendImage(Subscription subscription, Connections connections) {
        int sent = 0;
        List<UnsafeBuffer> parts = subscription.image.parts();
        while (sent < PARTS_PER_TURN
                && subscription.nextPart < parts.size()
                && connections.isWritable(subscription.connectionId)) {
            UnsafeBuffer part = parts.get(subscription.nextPart++);
            connections.send(subscription.connectionId, part, 0, part.capacity());
            sent++;
        }
        if (isThroughImage(subscription)) {
            subscription.begin(new DepthImage(subscription.image.sequence(), List.of()));
        }
        return sent;
    }

    /** The newest snapshot, or a new one if the log has left that one half behind. */
    private DepthImage image() {
        long last = log.next() - 1;
        if (newest == DepthImage.NONE || last - newest.sequence() > retained / 2) {
            newest = DepthImage.of(symbolId, last, lastEvent, bids, asks);
        }
        return newest;
    }
}
