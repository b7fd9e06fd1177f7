package io.gantry.partition;

import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * What a lane gave out and the egress has not released, as one queue: a small ring that stays in the processors' caches, and a large one for what waits while the
 * log is behind. With the large one alone each entry would be written to memory that no cache has any more. Two threads: one fills it, one
 * empties it. Hot path.
 *
 * <p>Once the small ring is full, everything goes into the large one until that is empty. So if the large one holds anything, all of the small one
 * came before it, and nothing is added there meanwhile.
 */
final class OutboundRings {

    /** Some thousand entries: what the egress has not taken yet when it keeps up. */
    private static final int NEAR_BYTES = 256 << 10;

    /** However small the large one is, spilling over is to be something that happens. */
    private static final int LEAST_SHARE = 16;

    private final OneToOneRingBuffer near;
    private final OneToOneRingBuffer far;

    /** Where the next entry goes. Of the thread that fills. */
    private OneToOneRingBuffer filling;

    /** @param capacity of the large ring, a power of two */
    OutboundRings(int capacity) {
        near = ring(Math.min(NEAR_BYTES, capacity / LEAST_SHARE));
        far = ring(capacity);
        filling = near;
    }

    private static OneToOneRingBuffer ring(int capacity) {
        return new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(capacity + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /** Whether half of the room is left. To be asked between commands: only then entries go to the small ring again. Thread that fills. */
    boolean hasRoom() {
        if (filling == near) {
            return true;
        }
        int waiting = far.size();
        if (waiting == 0) {
            filling = near;
        }
        return waiting < far.capacity() / 2;
    }

    /** Begins an entry: its place in {@link #buffer}, or {@link RingBuffer#INSUFFICIENT_CAPACITY}. Thread that fills. */
    int tryClaim(int type, int length) {
        if (filling == near) {
            // A long one may not fit at all.
            int index = length > near.maxMsgLength() ? RingBuffer.INSUFFICIENT_CAPACITY : near.tryClaim(type, length);
            if (index != RingBuffer.INSUFFICIENT_CAPACITY) {
                return index;
            }
            filling = far;
        }
        return far.tryClaim(type, length);
    }

    /** Of the entry that was begun last. Thread that fills. */
    MutableDirectBuffer buffer() {
        return filling.buffer();
    }

    /** Ends the entry that was begun last. Thread that fills. */
    void commit(int index) {
        filling.commit(index);
    }

    /** Hands over entries in their order, until the handler aborts. Thread that empties. */
    void read(ControlledMessageHandler handler, int limit) {
        // Asked before the small one is looked at: what spills over later comes behind entries that are not there yet.
        boolean hasSpilled = far.size() > 0;
        int taken = near.controlledRead(handler, limit);
        if (hasSpilled && near.size() == 0) {
            far.controlledRead(handler, limit - taken);
        }
    }

    /** Any thread. */
    boolean isEmpty() {
        return near.size() == 0 && far.size() == 0;
    }
}
