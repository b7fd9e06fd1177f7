package io.gantry.partition;

import io.gantry.engine.api.journal.SnapshotParts;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * A snapshot on its way to a follower: some parts at a time, each kept until the follower has it. Of the lane, but for {@link #source}, which is read in
 * the background.
 */
final class SnapshotTransfer {

    /** Parts sent and not yet taken: some MiB at most. */
    private static final int PARTS_IN_FLIGHT = 8;

    private final SnapshotParts source;
    private final ArrayDeque<byte[]> inFlight = new ArrayDeque<>();
    private Optional<byte[]> ahead;
    private long firstInFlight;
    private boolean isReading;
    private boolean isClosed;
    private long lastProgressNanos;

    /** @param first the first part */
    SnapshotTransfer(SnapshotParts source, Optional<byte[]> first, long nowNanos) {
        this.source = source;
        ahead = first;
        lastProgressNanos = nowNanos;
    }

    /** To be read in the background, one part at a time. */
    SnapshotParts source() {
        return source;
    }

    long position() {
        return source.position();
    }

    /** Whether another part should be read: {@link #read} brings it. */
    boolean wantsPart() {
        return !isReading && !isClosed && ahead.isPresent() && inFlight.size() < PARTS_IN_FLIGHT;
    }

    void reading() {
        isReading = true;
    }

    /**
     * A further part, empty behind the last one. The part before it goes on its way now, since it is known whether it is the last.
     *
     * @return the part to be sent
     */
    byte[] read(Optional<byte[]> part) {
        isReading = false;
        byte[] leaving = ahead.orElseThrow();
        ahead = part;
        inFlight.addLast(leaving);
        return leaving;
    }

    /** Index of the part that {@link #read} gave last. */
    long lastIndex() {
        return firstInFlight + inFlight.size() - 1;
    }

    /** Whether that one is the last of the snapshot. */
    boolean isAllSent() {
        return ahead.isEmpty();
    }

    /** The follower has all parts before this one. */
    void taken(long next, long nowNanos) {
        while (firstInFlight < next && !inFlight.isEmpty()) {
            inFlight.removeFirst();
            firstInFlight++;
            lastProgressNanos = nowNanos;
        }
    }

    /** What is to be sent again. */
    Iterable<byte[]> inFlight() {
        return inFlight;
    }

    long firstInFlight() {
        return firstInFlight;
    }

    boolean isStalled(long nowNanos, long patienceNanos) {
        if (inFlight.isEmpty() || nowNanos - lastProgressNanos <= patienceNanos) {
            return false;
        }
        lastProgressNanos = nowNanos;
        return true;
    }

    void close() {
        isClosed = true;
        if (!isReading) {
            source.close();
        }
    }

    /** Whether it was given up while a part was read: whoever reads closes the source. */
    boolean isClosed() {
        return isClosed;
    }
}
