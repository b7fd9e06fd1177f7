package io.gantry.client;

import io.gantry.protocol.sbe.WireFeedKind;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription that follows its symbol: subscribes where the symbol is, and again when it moves, when a connection is lost, or when a worker says
 * that it cannot now. The I/O thread's own, but for {@link #close}.
 */
abstract class FeedFollower {

    private static final Logger LOG = LoggerFactory.getLogger(FeedFollower.class);
    private static final int MAX_HOPS = 5;
    private static final int PAUSE_MILLIS = 20;

    private final int symbolId;
    private final String symbol;
    private final WireFeedKind kind;
    private final FeedOwner owner;
    private Optional<Link> link = Optional.empty();
    private boolean isStarted;
    private boolean isPaused;
    private volatile boolean isClosed;
    private int hops;

    /** What a feed needs from the client. */
    interface FeedOwner {

        /** A ready link to where the symbol is; begins to make one if there is none. */
        Optional<Link> readyLink(int symbolId);

        /** A worker said where the symbol is. */
        void located(int symbolId, Location location, Link said);

        /** Asks for routes, if possible another worker than this one. */
        void refreshRoutes(Optional<Link> notThis);

        /** Whether the routes name another worker than this one for a symbol. */
        boolean isElsewhere(int symbolId, Link link);

        /** Runs something on the I/O thread after a while. */
        void after(long millis, Runnable action);
    }

    FeedFollower(SymbolRoute route, WireFeedKind kind, FeedOwner owner) {
        symbolId = route.instrument().symbolId();
        symbol = route.symbol();
        this.kind = kind;
        this.owner = owner;
    }

    final String symbol() {
        return symbol;
    }

    final int symbolId() {
        return symbolId;
    }

    final WireFeedKind kind() {
        return kind;
    }

    /** Tells nothing more from now on. Any thread. */
    final void close() {
        isClosed = true;
    }

    /** It is closed: whoever sends need not send any more. */
    final void end() {
        link.ifPresent(open -> open.unsubscribe(symbolId, kind));
        link = Optional.empty();
    }

    /** Subscribes if it is not subscribed. */
    final void pump() {
        leaveSilentWorker();
        if (isClosed || isPaused || link.isPresent()) {
            return;
        }
        Optional<Link> ready = owner.readyLink(symbolId);
        if (ready.isPresent()) {
            subscribe(ready.get());
        }
    }

    /** One that stands still cannot say that the symbol is elsewhere by now. */
    private void leaveSilentWorker() {
        if (link.isPresent() && link.get().isSilent() && owner.isElsewhere(symbolId, link.get())) {
            lost(link.get());
        }
    }

    final void notice(Link from, FeedNotice notice) {
        if (isClosed || !isFrom(from)) {
            return;
        }
        switch (notice.state()) {
            case STARTED -> {
                isStarted = true;
                started(notice.nextEvent());
            }
            case GAP -> gap(notice.nextEvent());
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

    final void lost(Link gone) {
        if (isFrom(gone)) {
            link = Optional.empty();
            isStarted = false;
        }
    }

    /** The first event to ask for. */
    abstract long from();

    /** The subscription holds; what comes next has this number. */
    abstract void started(long next);

    /** Something is left out; what comes next has this number. */
    abstract void gap(long next);

    /** Whether a message counts; what comes before STARTED is from a subscription that this one has replaced. */
    final boolean isHeard(Link from) {
        return !isClosed && isFrom(from) && isStarted;
    }

    /** A message that counts has come: the symbol is here. */
    final void arrived() {
        hops = 0;
    }

    final void subscribe(Link to) {
        link = Optional.of(to);
        isStarted = false;
        to.subscribe(symbolId, kind, from());
    }

    /** Something is wrong with what comes: asks for it anew, after a while. */
    final void subscribeAnew() {
        again(PAUSE_MILLIS);
    }

    private boolean isFrom(Link from) {
        return link.isPresent() && link.get() == from;
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

    final void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException failure) {
            LOG.error("listener of symbol {} failed", symbol, failure);
        }
    }
}
