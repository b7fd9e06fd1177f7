package io.gantry.orderbook;

import io.gantry.engine.api.book.BookOrder;

/** Sorts slots by arrival: a radix sort of the bits in which the arrivals differ, lowest first. Allocates. */
final class ArrivalSort {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private ArrivalSort() {}

    /** @return the first {@code size} slots, sorted; the same array or another one */
    static int[] sort(Orders orders, int[] slots, int size) {
        long[] keys = new long[size];
        long lowest = Long.MAX_VALUE;
        long highest = 0;
        for (int i = 0; i < size; i++) {
            keys[i] = BookOrder.arrivalOf(orders.tag(slots[i]));
            lowest = Math.min(lowest, keys[i]);
            highest = Math.max(highest, keys[i]);
        }
        int[] from = slots;
        int[] to = new int[size];
        long[] toKeys = new long[size];
        for (int shift = 0; shift < Long.SIZE && highest - lowest >>> shift != 0 && size > 1; shift += DIGIT_BITS) {
            int[] starts = starts(keys, lowest, shift);
            for (int i = 0; i < size; i++) {
                int at = starts[digit(keys[i] - lowest, shift)]++;
                to[at] = from[i];
                toKeys[at] = keys[i];
            }
            int[] sorted = to;
            to = from == slots ? new int[size] : from;
            from = sorted;
            long[] sortedKeys = toKeys;
            toKeys = keys;
            keys = sortedKeys;
        }
        return from;
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
