package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.journal.Durability;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checked settings of a worker's partitions as a whole.
 *
 * @param claimed partitions that this worker takes if nobody has them
 * @param standbys partitions of which it keeps a replica besides
 * @param lanes matching threads that partitions share
 * @param ownLanes partitions that have one of their own
 * @param maxIdleNanos longest pause of a matching thread without work
 * @param wakeIntervalNanos it is woken at most once in such a time
 * @param settings of each partition
 */
record HostSettings(
        SortedSet<Integer> claimed,
        SortedSet<Integer> standbys,
        int lanes,
        SortedSet<Integer> ownLanes,
        long maxIdleNanos,
        long wakeIntervalNanos,
        SortedMap<Integer, PartitionSettings> settings) {

    static HostSettings of(String partitions, String standbys, PartitionConfig config) {
        PartitionSettings.requireRange("lanes", config.lanes(), 1, 64);
        PartitionSettings.requireRange("maxIdleMicros", config.maxIdleMicros(), 0, 100_000);
        PartitionSettings.requireRange("wakeIntervalMicros", config.wakeIntervalMicros(), 0, 10_000);
        SortedSet<Integer> claimed = numbers("partitions", partitions);
        SortedSet<Integer> others = numbers("standbys", standbys);
        for (int number : others) {
            if (claimed.contains(number)) {
                throw new IllegalArgumentException("standbys=" + standbys + ": " + number + " is in partitions="
                        + partitions + " already; a worker has one replica of it");
            }
        }
        SortedSet<Integer> all = new TreeSet<>(claimed);
        all.addAll(others);
        Durability usual = Durability.of(config.durability());
        Map<Integer, Durability> unusual = durabilities(config.durabilityOf());
        SortedMap<Integer, PartitionSettings> settings = new TreeMap<>();
        for (int number : all) {
            Durability durability = Optional.ofNullable(unusual.get(number)).orElse(usual);
            if (durability == Durability.MEMORY && others.contains(number)) {
                throw new IllegalArgumentException("standbys=" + standbys + ": partition " + number
                        + " has durability memory, which keeps no standbys");
            }
            settings.put(number, PartitionSettings.of(config, durability));
        }
        return new HostSettings(
                claimed,
                others,
                config.lanes(),
                numbers("ownLanes", config.ownLanes()),
                config.maxIdleMicros() * 1000L,
                config.wakeIntervalMicros() * 1000L,
                settings);
    }

    /**
     * Reads a list such as {@code 1,4,7}; it may be empty.
     *
     * @throws IllegalArgumentException naming the bad element
     */
    static SortedSet<Integer> numbers(String key, String text) {
        TreeSet<Integer> numbers = new TreeSet<>();
        if (text.isBlank()) {
            return numbers;
        }
        for (String element : text.split(",", -1)) {
            if (!numbers.add(number(key + "=" + text, element))) {
                throw new IllegalArgumentException(key + "=" + text + ": " + element.trim() + " is named twice");
            }
        }
        return numbers;
    }

    private static Map<Integer, Durability> durabilities(String text) {
        Map<Integer, Durability> durabilities = new TreeMap<>();
        if (text.isBlank()) {
            return durabilities;
        }
        for (String element : text.split(",", -1)) {
            String[] parts = element.trim().split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        "durabilityOf=" + text + ": '" + element.trim() + "' is not like 3=replicated");
            }
            durabilities.put(number("durabilityOf=" + text, parts[0]), Durability.of(parts[1].trim()));
        }
        return durabilities;
    }

    private static int number(String where, String element) {
        int number;
        try {
            number = Integer.parseInt(element.trim());
        } catch (NumberFormatException bad) {
            throw new IllegalArgumentException(where + ": '" + element.trim() + "' is not a number", bad);
        }
        if (number < 1 || number > PartitionOwner.MAX_PARTITION) {
            throw new IllegalArgumentException(where + ": " + number + " is not in 1.." + PartitionOwner.MAX_PARTITION);
        }
        return number;
    }
}
