package io.gantry.orderbook;

/**
 * Multiples of a tick or lot size, told and counted by one multiplication instead of a division: by the inverse of its odd part modulo 2^64
 * (Warren, Hacker's Delight, 10-17).
 */
final class Grid {

    private final long unit;
    private final long inverse;
    private final int zeros;
    private final long highest;

    /** @param unit above zero */
    Grid(long unit) {
        this.unit = unit;
        zeros = Long.numberOfTrailingZeros(unit);
        inverse = inverse(unit >>> zeros);
        highest = Long.MAX_VALUE / unit;
    }

    long unit() {
        return unit;
    }

    /** @param value not below zero */
    boolean isMultiple(long value) {
        return quotient(value) + Long.MIN_VALUE <= highest + Long.MIN_VALUE;
    }

    /** How many units a multiple is; of no meaning for others. */
    long quotient(long multiple) {
        return Long.rotateRight(multiple * inverse, zeros);
    }

    private static long inverse(long odd) {
        long found = odd; // right in three bits, and each of Newton's steps doubles them
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            found *= 2 - odd * found;
        }
        return found;
    }
}
