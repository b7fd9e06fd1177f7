package io.gantry.partition;

import java.util.Optional;

/** A primary's view of another replica. Of the lane. */
final class Follower {

    /** No session. */
    static final long NO_SESSION = 0;

    private static final long NOWHERE = -1;

    final String worker;
    /** The register has it among the in-sync replicas. */
    boolean isInSync;
    /** It is to become in-sync: it is waited for, but the register does not have it yet. */
    boolean isJoining;
    /** When joining: what it must have before the register is asked. */
    long joinPosition;

    long incarnation;
    long session = NO_SESSION;
    /** It has answered in this session, so what it has is known. */
    boolean isActive;
    /** Where the next records for it begin. */
    long next;
    /** It has everything before this, as the durability asks. Zero in a new session. */
    long acked;
    /** Number of the last append sent, and of the last one when it was found that records were lost. */
    long sent;

    long rewoundAt;
    long lastSentNanos;
    long lastHeardNanos;
    /** It must have passed this position within the time that a slow one is given. */
    long markPosition;

    long markNanos;
    boolean isReading;
    /** What is here in the log cannot be read for it. */
    long unreadable = NOWHERE;

    Optional<SnapshotTransfer> transfer = Optional.empty();

    Follower(String worker, boolean isInSync, long nowNanos) {
        this.worker = worker;
        this.isInSync = isInSync;
        markNanos = nowNanos;
        lastHeardNanos = nowNanos;
    }

    /** Whether commands are acknowledged only when this one has them. */
    boolean isWaitedFor() {
        return isInSync || isJoining;
    }

    /** Begins a new dialogue: what it said before does not count any more. */
    void begin(long newSession, long newIncarnation, long nowNanos) {
        endTransfer();
        session = newSession;
        incarnation = newIncarnation;
        isActive = false;
        isReading = false;
        unreadable = NOWHERE;
        acked = 0;
        next = 0;
        sent = 0;
        rewoundAt = 0;
        lastSentNanos = nowNanos;
        lastHeardNanos = nowNanos;
    }

    void endTransfer() {
        transfer.ifPresent(SnapshotTransfer::close);
        transfer = Optional.empty();
    }

    /** Whether it has been too slow: what was at the end of the log so long ago is not here yet, or nothing was heard. */
    boolean isSlow(long end, long nowNanos, long patienceNanos) {
        if (isActive && acked >= markPosition) {
            markPosition = end;
            markNanos = nowNanos;
        }
        return nowNanos - markNanos > patienceNanos || nowNanos - lastHeardNanos > patienceNanos;
    }
}
