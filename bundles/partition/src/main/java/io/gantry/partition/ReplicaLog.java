package io.gantry.partition;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.partition.PartitionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A replica's log: the journal, its newest part in memory, and what it says about itself. Of the lane. Hot path: {@link #append}. */
final class ReplicaLog {

    private final Journal journal;
    private final LogWindow window;
    private final LogHistory history;
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);
    private ByteBuffer record = ByteBuffer.allocate(0);
    private boolean isWindowOpen;

    /** @param history of what the journal holds already */
    ReplicaLog(Journal journal, LogWindow window, LogHistory history) {
        this.journal = journal;
        this.window = window;
        this.history = history;
        window.restart(journal.appendedPosition());
    }

    Journal journal() {
        return journal;
    }

    LogHistory history() {
        return history;
    }

    LogWindow window() {
        return window;
    }

    long start() {
        return journal.startPosition();
    }

    long end() {
        return journal.appendedPosition();
    }

    boolean isEmpty() {
        return end() == 0;
    }

    /** From now on what is appended can be read from memory, too. */
    void openWindow() {
        if (!isWindowOpen) {
            isWindowOpen = true;
            window.restart(end());
        }
    }

    /**
     * Appends a record.
     *
     * @return false if there is no room now: nothing was taken
     */
    boolean append(MutableDirectBuffer buffer, int length) {
        if (record.array() != buffer.byteArray()) {
            record = ByteBuffer.wrap(buffer.byteArray());
        }
        record.clear().limit(length);
        if (journal.append(record) == Journal.BACK_PRESSURED) {
            return false;
        }
        if (isWindowOpen) {
            window.append(buffer, 0, length);
        }
        return true;
    }

    /**
     * Appends the records that another replica's log has from a position on, as far as they are not here and there is room.
     *
     * @param from where the first of them begins, not behind the end of this log
     * @return whether all of them are here now
     * @throws PartitionException if they are no records of that position
     */
    boolean appendFrames(long from, DirectBuffer bytes, int offset, int length) {
        long position = from;
        int at = offset;
        while (at < offset + length) {
            int payload = bytes.getInt(at + 4, ByteOrder.LITTLE_ENDIAN);
            int size = Journal.recordBytes(payload);
            if (payload < 1
                    || at + size > offset + length
                    || bytes.getLong(at + 8, ByteOrder.LITTLE_ENDIAN) != position) {
                throw new PartitionException("records from position " + from + " are broken at position " + position);
            }
            if (position >= end() && !appendFrame(position, bytes, at + Journal.RECORD_HEADER_BYTES, payload)) {
                return false;
            }
            position += size;
            at += size;
        }
        return true;
    }

    private boolean appendFrame(long position, DirectBuffer bytes, int offset, int length) {
        frame.wrap(bytes, offset, length);
        ByteBuffer payload = frame.byteBuffer() == null
                ? ByteBuffer.wrap(frame.byteArray(), frame.wrapAdjustment(), length)
                : frame.byteBuffer()
                        .duplicate()
                        .limit(frame.wrapAdjustment() + length)
                        .position(frame.wrapAdjustment());
        if (journal.append(payload) == Journal.BACK_PRESSURED) {
            return false;
        }
        window.append(frame, 0, length);
        history.note(position, frame);
        return true;
    }

    /** Drops what is behind a position. Blocks for the disk. */
    void cut(long position) {
        try {
            journal.cut(position);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        history.cut(position);
        if (!isWindowOpen) {
            return;
        }
        if (position < window.start()) {
            window.restart(position);
        } else {
            window.cut(position);
        }
    }
}
