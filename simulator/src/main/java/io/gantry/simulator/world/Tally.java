package io.gantry.simulator.world;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often what happened. */
public final class Tally {

    private final TreeMap<String, Long> counts = new TreeMap<>();

    /** Once more. */
    public void count(String what) {
        add(what, 1);
    }

    /** So many times more. */
    public void add(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    /** All of another one, too. */
    public void addAll(Tally other) {
        other.counts.forEach(this::add);
    }

    /** How often. */
    public long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** All by name. */
    public SortedMap<String, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
