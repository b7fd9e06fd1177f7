package io.gantry.orderbook;

import io.gantry.engine.api.book.BookOrder;

/** Slots sorted by arrival: a radix sort of the bits in which the arrivals differ, lowest first. Allocates. */
final class ArrivalSort {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final int size;
    private int[] slots;
    private long[] arrivals;

    /** @param slots of orders, the first {@code size} of them count; given away */
    ArrivalSort(Orders orders, int[] slots, int size) {
        this.size = size;
        this.slots = slots;
        arrivals = new long[size];
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        for (int i = 0; i < size; i++) {
            arrivals[i] = BookOrder.arrivalOf(orders.tag(slots[i]));
            lowest = Math.min(lowest, arrivals[i]);
            highest = Math.max(highest, arrivals[i]);
        }
        sort(lowest, highest - lowest);
    }

    /** The slots, the oldest order's first. */
    int[] slots() {
        return slots;
    }

    /** Where an arrival first comes a second time, 0 if nowhere. */
    int firstRepeated() {
        for (int i = 1; i < size; i++) {
            if (arrivals[i] == arrivals[i - 1]) {
                return i;
            }
        }
        return 0;
    }

    private void sort(long lowest, long range) {
        int[] toSlots = new int[size];
        long[] toArrivals = new long[size];
        for (int shift = 0; shift < Long.SIZE && range >>> shift != 0 && size > 1; shift += DIGIT_BITS) {
            int[] starts = starts(arrivals, lowest, shift);
            for (int i = 0; i < size; i++) {
                int at = starts[digit(arrivals[i] - lowest, shift)]++;
                toSlots[at] = slots[i];
                toArrivals[at] = arrivals[i];
            }
            int[] sorted = toSlots;
            toSlots = slots;
            slots = sorted;
            long[] sortedArrivals = toArrivals;
            toArrivals = arrivals;
            arrivals = sortedArrivals;
        }
    }

    private static int[] starts(long[] keys, long lowest, int shift) {
        int[] starts = new int[DIGITS];
        for (long key : keys) {
            starts[digit(key - lowest, shift)]++;
        }
        int start = 0;
        for (int i = 0; i < DIGITS; i++) {
            int count = starts[i];
            starts[i] = start;
            start += count;
        }
        return starts;
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & DIGITS - 1;
    }
}
