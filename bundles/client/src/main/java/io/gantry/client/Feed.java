package io.gantry.client;

import io.gantry.protocol.BookEvent;
import io.gantry.protocol.sbe.WireFeedKind;

/**
 * One symbol's events, wherever the symbol is: checks number and chain of each event, and goes on behind the last one when it has to subscribe
 * again. The I/O thread's own, but for {@link #nextEvent}.
 */
final class Feed extends FeedFollower {

    private static final int MAX_HOLES = 3;

    private final EventListener listener;
    private volatile long nextEvent;
    private long chain;
    private boolean isChainKnown;
    private int holes;

    Feed(SymbolRoute route, long fromEvent, EventListener listener, FeedOwner owner) {
        super(route, WireFeedKind.EVENTS, owner);
        this.listener = listener;
        nextEvent = fromEvent;
        isChainKnown = fromEvent == 1;
    }

    /** Number of the event that is told next. Any thread. */
    long nextEvent() {
        return nextEvent;
    }

    @Override
    long from() {
        return nextEvent;
    }

    @Override
    void started(long next) {
        skipTo(next);
    }

    @Override
    void gap(long next) {
        skipTo(next);
    }

    void event(Link from, BookEvent event) {
        if (!isHeard(from) || event.eventSequence() < nextEvent) {
            return;
        }
        if (event.eventSequence() > nextEvent && !isHoleTold(from, event.eventSequence())) {
            return;
        }
        holes = 0;
        arrived();
        checkChain(event);
        nextEvent = event.eventSequence() + 1;
        guarded(() -> listener.event(event));
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
}
