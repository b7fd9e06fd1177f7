package io.gantry.partition;

import io.gantry.protocol.BookEvent;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest events of a symbol, or its newest market data, encoded, for subscribers to read at their own pace. Grows in chunks up to its bound,
 * then forgets the oldest chunk.
 */
final class EventLog {

    static final int EVENTS_PER_CHUNK = 1024;

    private final UnsafeBuffer[] chunks;
    private final int bytesEach;
    private long first = 1;
    private long next = 1;
    private long origin = 1;

    /** @param maxEvents how many are kept at least once so many have come */
    EventLog(int maxEvents) {
        this(maxEvents, BookEvent.LENGTH);
    }

    /** @param bytesEach length of the longest event */
    EventLog(int maxEvents, int bytesEach) {
        this.bytesEach = bytesEach;
        chunks = new UnsafeBuffer[(maxEvents + EVENTS_PER_CHUNK - 1) / EVENTS_PER_CHUNK + 1];
    }

    /** Number of the oldest event kept. */
    long first() {
        return first;
    }

    /** Number of the event that comes next. */
    long next() {
        return next;
    }

    /** Forgets all; the next event has this number. */
    void restart(long nextEvent) {
        first = nextEvent;
        next = nextEvent;
        origin = nextEvent;
    }

    /** Takes the next event, encoded with header. */
    void add(DirectBuffer source, int offset) {
        add(source, offset, bytesEach);
    }

    /** Takes the next event, encoded with header. */
    void add(DirectBuffer source, int offset, int length) {
        long index = next - origin;
        int slot = slot(index);
        if (index % EVENTS_PER_CHUNK == 0) {
            if (chunks[slot] == null) {
                chunks[slot] = new UnsafeBuffer(new byte[EVENTS_PER_CHUNK * bytesEach]);
            }
            first = Math.max(first, next - (long) (chunks.length - 1) * EVENTS_PER_CHUNK);
        }
        chunks[slot].putBytes(inChunk(index), source, offset, length);
        next++;
    }

    /** The chunk that holds an event between first and next. */
    UnsafeBuffer chunk(long event) {
        return chunks[slot(event - origin)];
    }

    /** Where in its chunk the event is. */
    int offset(long event) {
        return inChunk(event - origin);
    }

    private int slot(long index) {
        return (int) (index / EVENTS_PER_CHUNK % chunks.length);
    }

    private int inChunk(long index) {
        return (int) (index % EVENTS_PER_CHUNK) * bytesEach;
    }
}
