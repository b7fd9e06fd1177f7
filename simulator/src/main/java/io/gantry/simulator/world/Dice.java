package io.gantry.simulator.world;

import java.util.List;

/** Chance out of a seed: SplitMix64 (Steele, Lea and Flood 2014). The same seed, the same throws. */
public final class Dice {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int THOUSAND = 1_000;

    private final long seed;
    private long state;

    public Dice(long seed) {
        this.seed = seed;
        state = finish(seed + GOLDEN);
    }

    /** Other dice, whose throws do not depend on how often these were thrown. */
    public Dice fork(long label) {
        return new Dice(mix(seed, label));
    }

    /** Any long. */
    public long next() {
        state += GOLDEN;
        return finish(state);
    }

    /** 0 up to a bound, exclusive. */
    public int below(int bound) {
        return (int) Math.floorMod(next() >>> 1, (long) bound);
    }

    /** From one number to another, both inclusive. */
    public long between(long from, long to) {
        return from + Math.floorMod(next() >>> 1, to - from + 1);
    }

    /** True so many times out of a thousand. */
    public boolean chance(int perThousand) {
        return below(THOUSAND) < perThousand;
    }

    /** True half of the time. */
    public boolean flip() {
        return next() < 0;
    }

    /** One of a list. */
    public <T> T oneOf(List<T> list) {
        return list.get(below(list.size()));
    }

    /** Folds a value into a digest. */
    public static long mix(long hash, long value) {
        return finish((hash ^ value) + GOLDEN + Long.rotateLeft(hash, 29));
    }

    private static long finish(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
