package io.gantry.client;

import io.gantry.protocol.BookEvent;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One symbol's events, wherever the symbol is: subscribes, checks number and chain of each event, and subscribes again behind the last
 * one when the symbol moves or a connection is lost. The I/O thread's own, but for {@link #nextEvent}.
 */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int MAX_HOLES = 3;
    private static final int MAX_HOPS = 5;
    private static final int PAUSE_MILLIS = 20;

    private final int symbolId;
    private final String symbol;
    private final EventListener listener;
    private final FeedOwner owner;
    private volatile long nextEvent;
    private long chain;
    private boolean isChainKnown;
    private Optional<Link> link = Optional.empty();
    private boolean isStarted;
    private boolean isPaused;
    private volatile boolean isClosed;
    private int holes;
    private int hops;

    /** What a feed needs from the client. */
    interface FeedOwner {

        /** A ready link to where the symbol is; begins to make one if there is none. */
        Optional<Link> readyLink(int symbolId);

        /** A worker said where the symbol is. */
        void located(int symbolId, Location location, Link said);

        /** Asks for routes, if possible another worker than this one. */
        void refreshRoutes(Optional<Link> notThis);

        /** Runs something on the I/O thread after a while. */
        void after(long millis, Runnable action);
    }

    Feed(SymbolRoute route, long fromEvent, EventListener listener, FeedOwner owner) {
        symbolId = route.instrument().symbolId();
        symbol = route.symbol();
        this.listener = listener;
        this.owner = owner;
        nextEvent = fromEvent;
        isChainKnown = fromEvent == 1;
    }

    String symbol() {
        return symbol;
    }

    int symbolId() {
        return symbolId;
    }

    /** Number of the event that is told next. Any thread. */
    long nextEvent() {
        return nextEvent;
    }

    /** Any thread. */
    void close() {
        isClosed = true;
    }

    /** Subscribes if it is not subscribed. */
    void pump() {
        if (isClosed || isPaused || link.isPresent()) {
            return;
        }
        Optional<Link> ready = owner.readyLink(symbolId);
        if (ready.isPresent()) {
            subscribe(ready.get());
        }
    }

    void event(Link from, BookEvent event) {
        // what comes before STARTED is from a subscription that this one has replaced
        if (isClosed || !isFrom(from) || !isStarted || event.eventSequence() < nextEvent) {
            return;
        }
        if (event.eventSequence() > nextEvent && !isHoleTold(from, event.eventSequence())) {
            return;
        }
        holes = 0;
        hops = 0;
        checkChain(event);
        nextEvent = event.eventSequence() + 1;
        guarded(() -> listener.event(event));
    }

    void notice(Link from, FeedNotice notice) {
        if (isClosed || !isFrom(from)) {
            return;
        }
        switch (notice.state()) {
            case STARTED -> {
                isStarted = true;
                skipTo(notice.nextEvent());
            }
            case GAP -> skipTo(notice.nextEvent());
            case MOVED -> moved(from, notice.location());
            case TRY_AGAIN -> again(PAUSE_MILLIS);
            case UNKNOWN_SYMBOL -> {
                // its number came from the routes, so this worker is behind the register
                owner.refreshRoutes(Optional.of(from));
                again(PAUSE_MILLIS);
            }
            default -> again(PAUSE_MILLIS);
        }
    }

    void lost(Link gone) {
        if (isFrom(gone)) {
            link = Optional.empty();
            isStarted = false;
        }
    }

    private boolean isFrom(Link from) {
        return link.isPresent() && link.get() == from;
    }

    private void subscribe(Link to) {
        link = Optional.of(to);
        isStarted = false;
        to.subscribe(symbolId, nextEvent);
    }

    /** A worker leaves nothing out without saying so; if one does, it is asked again before the hole is told as a gap. */
    private boolean isHoleTold(Link from, long sequence) {
        holes++;
        if (holes < MAX_HOLES) {
            subscribe(from);
            return false;
        }
        skipTo(sequence);
        return true;
    }

    private void skipTo(long event) {
        if (event > nextEvent) {
            long from = nextEvent;
            nextEvent = event;
            isChainKnown = false;
            guarded(() -> listener.gap(from, event - 1));
        }
    }

    private void checkChain(BookEvent event) {
        if (isChainKnown) {
            long expected = event.chainAfter(chain);
            if (expected != event.chain()) {
                guarded(() -> listener.chainBroken(event, expected));
            }
        }
        chain = event.chain();
        isChainKnown = true;
    }

    private void moved(Link from, Location location) {
        owner.located(symbolId, location, from);
        hops++;
        Optional<Link> next = owner.readyLink(symbolId);
        if (hops >= MAX_HOPS || next.equals(link)) {
            hops = 0;
            owner.refreshRoutes(link);
            again(PAUSE_MILLIS);
        } else {
            again(0);
        }
    }

    private void again(long pauseMillis) {
        link = Optional.empty();
        isStarted = false;
        if (pauseMillis == 0) {
            pump();
        } else {
            isPaused = true;
            owner.after(pauseMillis, this::unpause);
        }
    }

    private void unpause() {
        isPaused = false;
        pump();
    }

    private void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException failure) {
            LOG.error("listener of the events of symbol {} failed", symbol, failure);
        }
    }
}
