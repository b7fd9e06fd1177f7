package io.gantry.partition;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.partition.ImportSide;

/**
 * Checked settings of one partition; see {@link PartitionConfig}.
 *
 * @param inboundBytes queue of commands
 * @param outboundBytes queue of answers and events
 * @param retainedEvents kept per symbol for subscribers
 * @param maxParked commands of one symbol that wait behind its gate
 * @param parkMillis how long one waits
 * @param durability what must hold before a command is acknowledged
 * @param times how patient its replicas are
 * @param windowBytes newest part of the log in memory
 * @param snapshotBytes by so much the log grows between two snapshots
 */
public record PartitionSettings(
        int inboundBytes,
        int outboundBytes,
        int retainedEvents,
        int maxParked,
        int parkMillis,
        Durability durability,
        ReplicaTimes times,
        int windowBytes,
        long snapshotBytes) {

    private static final int MIN_RING = 1 << 16;
    /** Less than a worker may have: for simulations, where a log is short. */
    private static final int MIN_WINDOW = 1 << 13;

    /** The longest record, one with a chunk of a symbol's image, is to fit into what may be unacknowledged. */
    private static final int MIN_WORKERS_WINDOW = 4 * ImportSide.MAX_CHUNK_BYTES;

    private static final int MIN_SNAPSHOT = 1 << 10;
    private static final int MAX_RING = 1 << 30;

    public PartitionSettings {
        requireRing("inboundBytes", inboundBytes, MIN_RING);
        requireRing("outboundBytes", outboundBytes, MIN_RING);
        requireRange("retainedEvents", retainedEvents, 1024, 10_000_000);
        requireRange("maxParked", maxParked, 1, 1_000_000);
        requireRange("parkMillis", parkMillis, 1, 60_000);
        requireRing("windowBytes", windowBytes, MIN_WINDOW);
        requireRange("snapshotBytes", snapshotBytes, MIN_SNAPSHOT, Long.MAX_VALUE);
    }

    static PartitionSettings of(PartitionConfig config, Durability durability) {
        requireRange("takeoverMillis", config.takeoverMillis(), 50, 60_000);
        requireRange("shrinkMillis", config.shrinkMillis(), 50, 60_000);
        requireRange("windowBytes", config.windowBytes(), MIN_WORKERS_WINDOW, MAX_RING);
        requireRange("snapshotBytes", config.snapshotBytes(), MIN_RING, Long.MAX_VALUE);
        if (config.shrinkMillis() >= config.takeoverMillis()) {
            throw new IllegalArgumentException("shrinkMillis=" + config.shrinkMillis() + " is not below takeoverMillis="
                    + config.takeoverMillis() + ": a standby with a bad link would take over from a healthy primary");
        }
        return new PartitionSettings(
                config.inboundBytes(),
                config.outboundBytes(),
                config.retainedEvents(),
                config.maxParked(),
                config.parkMillis(),
                durability,
                ReplicaTimes.of(config.takeoverMillis(), config.shrinkMillis()),
                config.windowBytes(),
                config.snapshotBytes());
    }

    static void requireRange(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + "=" + value + " is not in " + least + ".." + most);
        }
    }

    private static void requireRing(String key, int value, int least) {
        requireRange(key, value, least, MAX_RING);
        if (Integer.bitCount(value) != 1) {
            throw new IllegalArgumentException(key + "=" + value + " is not a power of two");
        }
    }
}
