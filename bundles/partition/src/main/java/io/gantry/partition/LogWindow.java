package io.gantry.partition;

import io.gantry.engine.api.journal.Journal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The newest part of the log in memory, for followers that are close and for executing what was committed. Records lie here as {@link Journal#read}
 * gives them: length at 4, position at 8, payload at 16. A ring; the oldest bytes are overwritten. Hot path.
 */
final class LogWindow {

    private static final int LENGTH = 4;
    private static final int POSITION = 8;

    private final UnsafeBuffer bytes;
    private final int capacity;
    private final UnsafeBuffer unwrapped = new UnsafeBuffer(new byte[4096]);
    private long start;
    private long end;

    /** @param capacity in bytes, a power of two */
    LogWindow(int capacity) {
        this.capacity = capacity;
        bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
    }

    /** Empty, at this position. */
    void restart(long position) {
        start = position;
        end = position;
    }

    /** Nothing before this position is here. */
    long start() {
        return start;
    }

    long end() {
        return end;
    }

    int capacity() {
        return capacity;
    }

    /** Drops what is behind a position. */
    void cut(long position) {
        end = position;
        start = Math.min(start, position);
    }

    /** Takes the next record. */
    void append(DirectBuffer payload, int offset, int length) {
        int size = Journal.recordBytes(length);
        int at = index(end);
        bytes.putInt(at + LENGTH, length, ByteOrder.LITTLE_ENDIAN);
        put(index(end + POSITION), end);
        put(index(end + size - Journal.ALIGNMENT), 0);
        int target = index(end + Journal.RECORD_HEADER_BYTES);
        int untilWrap = Math.min(length, capacity - target);
        bytes.putBytes(target, payload, offset, untilWrap);
        if (untilWrap < length) {
            bytes.putBytes(0, payload, offset + untilWrap, length - untilWrap);
        }
        end += size;
        start = Math.max(start, end - capacity);
    }

    /** Payload bytes of the record at a position. */
    int length(long position) {
        return bytes.getInt(index(position) + LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    /** The payload of the record at a position, from offset 0 on; valid until the next call. */
    DirectBuffer payload(long position) {
        int length = length(position);
        int from = index(position + Journal.RECORD_HEADER_BYTES);
        int untilWrap = Math.min(length, capacity - from);
        if (unwrapped.capacity() < length) {
            unwrapped.wrap(new byte[Math.max(length, 2 * unwrapped.capacity())]);
        }
        unwrapped.putBytes(0, bytes, from, untilWrap);
        if (untilWrap < length) {
            unwrapped.putBytes(untilWrap, bytes, 0, length - untilWrap);
        }
        return unwrapped;
    }

    /**
     * Copies whole records from a position on, at least one and then as many as fit.
     *
     * @return how many bytes
     */
    int copy(long from, int maxBytes, MutableDirectBuffer target, int offset) {
        long until = end;
        if (end - from > maxBytes) {
            until = from + Journal.recordBytes(length(from));
            while (until < end) {
                int next = Journal.recordBytes(length(until));
                if (until + next - from > maxBytes) {
                    break;
                }
                until += next;
            }
        }
        int size = (int) (until - from);
        int first = index(from);
        int untilWrap = Math.min(size, capacity - first);
        target.putBytes(offset, bytes, first, untilWrap);
        if (untilWrap < size) {
            target.putBytes(offset + untilWrap, bytes, 0, size - untilWrap);
        }
        return size;
    }

    private void put(int index, long value) {
        bytes.putLong(index, value, ByteOrder.LITTLE_ENDIAN);
    }

    private int index(long position) {
        return (int) position & (capacity - 1);
    }
}
