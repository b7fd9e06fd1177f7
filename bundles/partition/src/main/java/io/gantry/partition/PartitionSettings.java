package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.agrona.BitUtil;

/** Checked settings; see {@link PartitionConfig}. */
record PartitionSettings(
        int lanes, int inboundBytes, int outboundBytes, int retainedEvents, int maxParked, int parkMillis) {

    private static final int MIN_RING = 1 << 16;
    private static final int MAX_RING = 1 << 30;

    PartitionSettings {
        requireRange("lanes", lanes, 1, 64);
        requireRing("inboundBytes", inboundBytes);
        requireRing("outboundBytes", outboundBytes);
        requireRange("retainedEvents", retainedEvents, 1024, 10_000_000);
        requireRange("maxParked", maxParked, 1, 1_000_000);
        requireRange("parkMillis", parkMillis, 1, 60_000);
    }

    static PartitionSettings of(PartitionConfig config) {
        return new PartitionSettings(
                config.lanes(),
                config.inboundBytes(),
                config.outboundBytes(),
                config.retainedEvents(),
                config.maxParked(),
                config.parkMillis());
    }

    /**
     * Reads a list such as {@code 1,4,7}.
     *
     * @throws IllegalArgumentException naming the bad element
     */
    static List<Integer> partitions(String text) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String element : text.split(",", -1)) {
            int number;
            try {
                number = Integer.parseInt(element.trim());
            } catch (NumberFormatException bad) {
                throw new IllegalArgumentException(
                        "partitions=" + text + ": '" + element.trim() + "' is not a number", bad);
            }
            if (number < 1 || number > PartitionOwner.MAX_PARTITION) {
                throw new IllegalArgumentException(
                        "partitions=" + text + ": " + number + " is not in 1.." + PartitionOwner.MAX_PARTITION);
            }
            if (!numbers.add(number)) {
                throw new IllegalArgumentException("partitions=" + text + ": " + number + " is named twice");
            }
        }
        return new ArrayList<>(numbers);
    }

    private static void requireRange(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + "=" + value + " is not in " + least + ".." + most);
        }
    }

    private static void requireRing(String key, int value) {
        requireRange(key, value, MIN_RING, MAX_RING);
        if (!BitUtil.isPowerOfTwo(value)) {
            throw new IllegalArgumentException(key + "=" + value + " is not a power of two");
        }
    }
}
