package io.gantry.simulator.world;

import java.util.PriorityQueue;

/** Virtual time, and what is to happen when. Nothing else makes time pass. */
public final class Schedule {

    private record Entry(long atNanos, long number, Runnable action) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long nowNanos;
    private long numbers;

    /** Nanoseconds since the run began. */
    public long now() {
        return nowNanos;
    }

    /** At a time; at once if it is over. What is due at the same time happens in the order in which it was scheduled. */
    public void at(long atNanos, Runnable action) {
        entries.add(new Entry(Math.max(atNanos, nowNanos), numbers++, action));
    }

    /** After a delay. */
    public void after(long delayNanos, Runnable action) {
        at(nowNanos + delayNanos, action);
    }

    /** Has the next thing happen. False: nothing is to happen any more. */
    public boolean step() {
        Entry next = entries.poll();
        if (next == null) {
            return false;
        }
        nowNanos = next.atNanos();
        next.action().run();
        return true;
    }

    /** How many things have been scheduled so far. */
    public long scheduled() {
        return numbers;
    }
}
