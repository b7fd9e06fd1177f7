package io.gantry.partition;

import java.util.Queue;
import java.util.function.LongSupplier;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;

/**
 * The way from a lane to the egress as long as a replica's state lives; a state that is made anew gets another one. Between two threads: the lane fills
 * it, the egress empties it.
 */
final class Outflow {

    private static final int MAX_PENDING_ACTIONS = 1024;
    private static final int MAX_UNREAD = 1024;

    /** Something that waits until everything before it is committed. */
    interface Released {

        /** It is. */
        void released();

        /** It never will be, here. */
        void lost();
    }

    private final OutboundRings rings;
    private final Queue<Released> actions = new OneToOneConcurrentArrayQueue<>(MAX_PENDING_ACTIONS);
    private final Queue<MarketDataStop> unread = new OneToOneConcurrentArrayQueue<>(MAX_UNREAD);
    private volatile Opened opened = new Opened(() -> 0, Long.MAX_VALUE);

    private record Opened(LongSupplier committed, long publishFrom) {}

    Outflow(int capacity) {
        rings = new OutboundRings(capacity);
    }

    /**
     * The log is read. What it made went out at once, to be kept for subscribers, but is not shown to them before it is known to be
     * committed.
     *
     * @param committed how far the log is committed
     * @param end of the log as it was read
     */
    void open(LongSupplier committed, long end) {
        opened = new Opened(committed, end);
    }

    OutboundRings rings() {
        return rings;
    }

    /** Of the RELEASED entries, in their order. */
    Queue<Released> actions() {
        return actions;
    }

    /** The way back: market data that nobody reads any more. Filled by the egress, emptied by the lane. */
    Queue<MarketDataStop> unread() {
        return unread;
    }

    /** How far the log is committed. Egress. */
    long committed() {
        return opened.committed().getAsLong();
    }

    /** Whether subscribers may see what is kept for them. Egress. */
    boolean isPublishable(long committed) {
        return committed >= opened.publishFrom();
    }

    boolean isEmpty() {
        return rings.isEmpty();
    }
}
