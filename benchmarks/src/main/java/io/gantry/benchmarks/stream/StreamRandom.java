package io.gantry.benchmarks.stream;

/** SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine and JDK. */
final class StreamRandom {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    StreamRandom(long seed) {
        state = seed;
    }

    long next() {
        state += STEP;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** True with this probability in percent. */
    boolean percent(int chance) {
        return below(100) < chance;
    }

    /** From 0 to below 1. */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }
}
