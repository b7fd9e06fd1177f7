package io.gantry.partition;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;

/**
 * How far the log is on all in-sync replicas. The lane says what the others have; any thread may ask, so that the egress sees what this replica's
 * own disk finished at once.
 */
final class CommitPosition {

    /** {@link #others} where there are none: this replica decides alone. */
    static final long ALONE = Long.MAX_VALUE;

    private static final long NOT_PRIMARY = -1;

    private final Journal journal;
    private final boolean waitsForDisk;
    private volatile long others = NOT_PRIMARY;
    private volatile long known;

    CommitPosition(Journal journal, Durability durability) {
        this.journal = journal;
        waitsForDisk = durability == Durability.REPLICATED_FSYNC;
    }

    /** How far this replica has the log, as its durability asks. */
    long own() {
        return waitsForDisk ? journal.durablePosition() : journal.appendedPosition();
    }

    /** Everything before this is on all in-sync replicas. Never falls. Any thread. */
    long get() {
        return Math.max(known, Math.min(own(), others));
    }

    /** A primary's lane: the least that any other in-sync replica has, or {@link #ALONE}. */
    void others(long position) {
        known = get();
        others = position;
    }

    /** A follower's lane: so far everything is committed here. */
    void told(long position) {
        known = Math.max(known, position);
    }

    /** From now on this replica decides nothing. */
    void deposed() {
        known = get();
        others = NOT_PRIMARY;
    }
}
