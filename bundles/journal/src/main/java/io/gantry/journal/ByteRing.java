package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.zip.CRC32C;

/**
 * The way of records from the appending thread to the writing one; hot path. The bytes lie here just as they will lie in
 * the file, each at its position modulo the capacity; only checksums are put in by the writing thread, which has the time.
 *
 * <p>One thread calls {@link #append}, one other the methods of the writing side. A record belongs to the appender until
 * the appended position has passed it, then to the writer until {@link #release} has passed it.
 */
final class ByteRing {
    /** Slots far enough apart that the two threads' positions never share a cache line. */
    private static final int APPENDED = 16;

    private static final int ALLOWED = 32;
    private static final int SLOTS = 48;

    /** Smaller ones are not worth memory outside of the heap. */
    private static final int MIN_DIRECT_BYTES = 1 << 20;

    private final ByteBuffer bytes;
    private final int capacity;
    private final AtomicLongArray positions = new AtomicLongArray(SLOTS);

    /** The appender's own: where it is, and how far it knows that it may go. */
    private long end;

    private long knownAllowed;

    /** The writer's own: a second view of the bytes that it can limit, its sum, and what decides how far the appender may go. */
    private final ByteBuffer view;

    private final CRC32C checksum = new CRC32C();
    private long released;
    private long room = Long.MAX_VALUE;

    /** What the appender knows may be too much. */
    private volatile boolean isLimited;

    /** @param capacity in bytes, a power of two that holds the largest record */
    ByteRing(int capacity, long startPosition) {
        this.capacity = capacity;
        ByteBuffer memory =
                capacity < MIN_DIRECT_BYTES ? ByteBuffer.allocate(capacity) : ByteBuffer.allocateDirect(capacity);
        this.bytes = memory.order(ByteOrder.LITTLE_ENDIAN);
        this.view = bytes.duplicate();
        restart(startPosition);
    }

    /** Forgets all and begins at a position. Both threads' business: the caller sees to it that neither is here. */
    void restart(long position) {
        released = position;
        cut(position);
        resumeAt(position);
    }

    /** Forgets everything from a position on. Writer; the appender waits meanwhile. */
    void cut(long position) {
        positions.setRelease(APPENDED, position);
        release(Math.min(position, released));
    }

    /** Goes on where it was cut. Appender. */
    void resumeAt(long position) {
        end = position;
        knownAllowed = position;
    }

    /** Copies a record in; answers the position behind it, or {@link Journal#BACK_PRESSURED}. Appender. */
    long append(ByteBuffer record) {
        int length = record.remaining();
        long start = end;
        long next = start + Journal.recordBytes(length);
        if (next > knownAllowed || isLimited) {
            knownAllowed = positions.getAcquire(ALLOWED);
            if (next > knownAllowed) {
                return Journal.BACK_PRESSURED;
            }
        }
        // The last word first: what the payload does not cover of it is padding and stays zero.
        bytes.putLong(index(next - SegmentFormat.ALIGNMENT), 0);
        bytes.putInt(index(start) + SegmentFormat.RECORD_LENGTH_OFFSET, length);
        bytes.putLong(index(start + SegmentFormat.RECORD_POSITION_OFFSET), start);
        int target = index(start + SegmentFormat.RECORD_PAYLOAD_OFFSET);
        int untilWrap = Math.min(length, capacity - target);
        bytes.put(target, record, record.position(), untilWrap);
        if (untilWrap < length) {
            bytes.put(0, record, record.position() + untilWrap, length - untilWrap);
        }
        end = next;
        positions.setRelease(APPENDED, next);
        return next;
    }

    /** Position behind the last appended record. Any thread. */
    long appended() {
        return positions.getAcquire(APPENDED);
    }

    /** Position behind the record at a position. Writer. */
    long endOfRecordAt(long position) {
        int length = bytes.getInt(index(position) + SegmentFormat.RECORD_LENGTH_OFFSET);
        return position + Journal.recordBytes(length);
    }

    /**
     * Puts checksums on the records from a position on that end at or before a limit; answers where the last of them ends,
     * {@code from} if there is none. Writer.
     *
     * @param isAllBeforeSynced the first one tells that all before it is on disk
     */
    long seal(long from, long limit, boolean isAllBeforeSynced) {
        long position = from;
        while (position < limit) {
            long next = endOfRecordAt(position);
            if (next > limit) {
                break;
            }
            int length = bytes.getInt(index(position) + SegmentFormat.RECORD_LENGTH_OFFSET);
            checksum.reset();
            addToChecksum(
                    position + SegmentFormat.RECORD_LENGTH_OFFSET,
                    length + SegmentFormat.RECORD_PAYLOAD_OFFSET - SegmentFormat.RECORD_LENGTH_OFFSET);
            int sum = (int) checksum.getValue();
            boolean isFlipped = isAllBeforeSynced && position == from;
            bytes.putInt(index(position) + SegmentFormat.RECORD_CHECKSUM_OFFSET, isFlipped ? ~sum : sum);
            position = next;
        }
        return position;
    }

    private void addToChecksum(long from, int length) {
        int start = index(from);
        int untilWrap = Math.min(length, capacity - start);
        checksum.update(slice(start, untilWrap));
        if (untilWrap < length) {
            checksum.update(slice(0, length - untilWrap));
        }
    }

    /**
     * The bytes from a position on, up to another or to where the ring wraps; valid until the next call of the writing
     * side. Writer.
     */
    ByteBuffer slice(long from, long to) {
        int start = index(from);
        return slice(start, (int) Math.min(to - from, capacity - start));
    }

    private ByteBuffer slice(int start, int length) {
        return view.limit(start + length).position(start);
    }

    /** Gives the room before a position back to the appender. Writer. */
    void release(long position) {
        released = position;
        positions.setRelease(ALLOWED, Math.min(released + capacity, room));
    }

    /** Has the appender stop at a position, or not, if it is {@link Long#MAX_VALUE}. Writer. */
    void limitTo(long position) {
        if (position != room) {
            room = position;
            release(released);
            isLimited = position != Long.MAX_VALUE;
        }
    }

    private int index(long position) {
        return (int) position & (capacity - 1);
    }
}
