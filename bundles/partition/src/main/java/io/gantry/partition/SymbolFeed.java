package io.gantry.partition;

import io.gantry.protocol.BookEvent;
import io.gantry.protocol.sbe.WireFeedState;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * One symbol's events and who reads them. A subscriber is a cursor over the {@link EventLog} and is sent what its connection can
 * take, so a slow one holds up nobody; one that falls behind the log is told of the gap.
 */
final class SymbolFeed {

    /** As many as the egress takes from a lane in a turn, so that a reader who is fast enough is never left behind by a burst. */
    private static final int EVENTS_PER_TURN = PartitionEgress.ENTRIES_PER_TURN;

    private static final class Subscription {
        private final long connectionId;
        private long nextEvent;

        Subscription(long connectionId, long nextEvent) {
            this.connectionId = connectionId;
            this.nextEvent = nextEvent;
        }
    }

    private final int symbolId;
    private final EventLog log;
    private final FeedNotices notices;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private boolean isFresh;
    private boolean moved;
    private int movedTo;
    private long movedEpoch;

    SymbolFeed(int symbolId, int retainedEvents, FeedNotices notices) {
        this.symbolId = symbolId;
        this.notices = notices;
        log = new EventLog(retainedEvents);
    }

    /** Events leave here from now on. */
    void opened(long nextEvent) {
        moved = false;
        if (isFresh || log.next() < nextEvent) {
            isFresh = false;
            log.restart(nextEvent);
        }
    }

    /** Events leave elsewhere from now on; subscribers are told when they have read what is here. */
    void moved(int partition, long epoch) {
        moved = true;
        movedTo = partition;
        movedEpoch = epoch;
    }

    /** The state is made anew from its log: events come again, perhaps others than before where nobody has seen them yet. */
    void beginAnew() {
        isFresh = true;
    }

    /** An event that was seen before, by a replica that began anew from its log, is left out. */
    void event(long eventSequence, DirectBuffer buffer, int offset) {
        if (isFresh) {
            isFresh = false;
            log.restart(eventSequence);
        }
        if (eventSequence == log.next()) {
            log.add(buffer, offset);
        } else if (eventSequence > log.next()) {
            log.restart(eventSequence);
            log.add(buffer, offset);
        }
    }

    /** One subscription per connection: a new one replaces the old. */
    void subscribe(long connectionId, long fromEvent) {
        unsubscribe(connectionId);
        subscriptions.add(new Subscription(connectionId, fromEvent));
        notices.send(connectionId, WireFeedState.STARTED, symbolId, fromEvent, 0, 0);
    }

    void unsubscribe(long connectionId) {
        subscriptions.removeIf(subscription -> subscription.connectionId == connectionId);
    }

    /** Sends each subscriber what it can take now. */
    int pump(Connections connections) {
        int sent = 0;
        for (int i = subscriptions.size() - 1; i >= 0; i--) {
            Subscription subscription = subscriptions.get(i);
            sent += pump(subscription, connections);
            if (moved && subscription.nextEvent >= log.next()) {
                notices.send(
                        subscription.connectionId,
                        WireFeedState.MOVED,
                        symbolId,
                        subscription.nextEvent,
                        movedTo,
                        movedEpoch);
                subscriptions.remove(i);
            }
        }
        return sent;
    }

    private int pump(Subscription subscription, Connections connections) {
        if (subscription.nextEvent < log.first()) {
            subscription.nextEvent = log.first();
            notices.send(subscription.connectionId, WireFeedState.GAP, symbolId, subscription.nextEvent, 0, 0);
        }
        int sent = 0;
        while (sent < EVENTS_PER_TURN
                && subscription.nextEvent < log.next()
                && connections.isWritable(subscription.connectionId)) {
            connections.send(
                    subscription.connectionId,
                    log.chunk(subscription.nextEvent),
                    log.offset(subscription.nextEvent),
                    BookEvent.LENGTH);
            subscription.nextEvent++;
            sent++;
        }
        return sent;
    }

    /** Tells a subscriber what became of its subscription. */
    @FunctionalInterface
    interface FeedNotices {
        void send(long connectionId, WireFeedState state, int symbolId, long nextEvent, int partition, long epoch);
    }
}
