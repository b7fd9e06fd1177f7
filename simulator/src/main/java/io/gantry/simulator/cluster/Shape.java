package io.gantry.simulator.cluster;

import io.gantry.engine.api.journal.Durability;
import io.gantry.partition.PartitionSettings;
import io.gantry.partition.ReplicaTimes;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.LinkManners;
import io.gantry.simulator.world.RegisterManners;

/**
 * What a run is like, apart from what goes wrong and what is traded.
 *
 * @param workers how many
 * @param partitions how many, each with a replica on every worker
 * @param durability of all of them
 * @param symbols listed, spread over the partitions
 * @param clients that trade
 * @param window commands of a client and symbol under way at most
 * @param commands of all clients
 * @param tradingNanos how long trading takes if nothing holds it up
 * @param syncMicros how long a group commit takes at most
 * @param network how messages between workers fare
 * @param register how it answers
 * @param times of the replicas
 * @param segmentBytes of journals
 * @param windowBytes of the log in memory
 * @param snapshotBytes between two snapshots
 * @param isSkewed whether clocks are off
 */
public record Shape(
        int workers,
        int partitions,
        Durability durability,
        int symbols,
        int clients,
        int window,
        int commands,
        long tradingNanos,
        long syncMicros,
        LinkManners network,
        RegisterManners register,
        ReplicaTimes times,
        int segmentBytes,
        int windowBytes,
        long snapshotBytes,
        boolean isSkewed) {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final int RING_BYTES = 64 << 10;
    private static final int LEAST_WINDOW_BYTES = 8 << 10;
    /** Most logs are to have several segments, and snapshots. */
    private static final int LEAST_SEGMENT_BYTES = 4_096;

    private static final long LEAST_SNAPSHOT_BYTES = 1_024;
    /** A worker's window is four times the largest record at least; where images are staged, records are larger. */
    private static final int LEAST_WINDOW_OF_IMAGES = 256 << 10;

    private static final int RETAINED_EVENTS = 1_024;
    private static final int MAX_PARKED = 64;
    /** So that what is not acknowledged is longer than segments, and than what a replica may keep. */
    private static final int MANY_AT_ONCE = 350;

    private static final int PARK_MILLIS = 30;
    private static final int PARTITIONS = 1;
    private static final int TWO_PARTITIONS = 250;

    /** Makes one up. */
    public static Shape of(Dice dice) {
        int kind = dice.below(10);
        int workers = kind < 6 ? 3 : kind < 8 ? 2 : kind < 9 ? 4 : 5;
        int clients = 2 + dice.below(3);
        long takeover = dice.between(15, 30) * MILLI;
        // A worker is set up so that a primary drops a silent standby before that takes over; the other way must be
        // safe, too.
        long shrink = dice.chance(750) ? takeover * dice.between(50, 90) / 100 : takeover + dice.below(20) * MILLI;
        ReplicaTimes times = new ReplicaTimes(takeover / 10, takeover, shrink, takeover / 5);
        int partitions = dice.fork(PARTITIONS).chance(TWO_PARTITIONS) ? 2 : 1;
        int leastWindow = partitions == 1 ? LEAST_WINDOW_BYTES : LEAST_WINDOW_OF_IMAGES;
        return new Shape(
                workers,
                partitions,
                dice.chance(600) ? Durability.REPLICATED_FSYNC : Durability.REPLICATED,
                1 + dice.below(3),
                clients,
                1 + dice.below(dice.chance(MANY_AT_ONCE) ? 32 : 8),
                150 + dice.below(250),
                dice.between(100, 400) * MILLI,
                dice.between(20, 2_000),
                network(dice),
                dice.chance(500)
                        ? RegisterManners.USUAL
                        : dice.chance(300) ? RegisterManners.BAD : RegisterManners.GOOD,
                times,
                LEAST_SEGMENT_BYTES << Math.max(0, dice.below(6) - 2),
                leastWindow << dice.below(4),
                dice.chance(300) ? Long.MAX_VALUE : LEAST_SNAPSHOT_BYTES << dice.below(6),
                dice.chance(500));
    }

    private static LinkManners network(Dice dice) {
        if (dice.chance(300)) {
            return LinkManners.GOOD;
        }
        boolean isOrdered = dice.chance(500);
        long most = dice.between(200, isOrdered ? 3_000 : 1_500) * MICRO;
        return new LinkManners(
                20 * MICRO,
                most,
                dice.chance(500) ? dice.below(60) : 0,
                dice.chance(500) ? dice.below(60) : 0,
                isOrdered);
    }

    /** Settings of every partition. */
    PartitionSettings settings() {
        return new PartitionSettings(
                RING_BYTES,
                RING_BYTES,
                RETAINED_EVENTS,
                MAX_PARKED,
                PARK_MILLIS,
                durability,
                times,
                windowBytes,
                snapshotBytes);
    }
}
