package io.gantry.tck.book;

/**
 * Which seeds to run: {@code -Dgantry.seed=N} this one only; {@code -Dgantry.seeds=N} so many of them, from
 * {@code -Dgantry.first-seed} on (1); else the few of a normal build.
 */
record SeedRange(long first, long count, boolean usual) {

    /** @param usualCount so many in a normal build */
    static SeedRange asked(int usualCount) {
        Long one = Long.getLong("gantry.seed");
        if (one != null) {
            return new SeedRange(one, 1, false);
        }
        long first = Long.getLong("gantry.first-seed", 1);
        long count = Long.getLong("gantry.seeds", usualCount);
        return new SeedRange(first, count, first == 1 && count >= usualCount);
    }

    long end() {
        return first + count;
    }
}
