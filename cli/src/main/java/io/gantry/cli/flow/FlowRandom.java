package io.gantry.cli.flow;

/**
 * A small seeded generator (splitmix64) whose numbers are the same with every JDK and on every machine. The JDK's own
 * generators promise their raw bits only, not how they are made into ranges.
 */
final class FlowRandom {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    FlowRandom(long seed) {
        state = seed;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 up to, and without, {@code bound}, which is above zero. */
    int below(int bound) {
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** True {@code perMille} times of a thousand. */
    boolean chance(int perMille) {
        return below(1000) < perMille;
    }

    /** From 0.0 up to, and without, 1.0. */
    double unit() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** Between two figures above zero, each octave as likely as the next. */
    double logUniform(double low, double high) {
        return low * StrictMath.exp(unit() * StrictMath.log(high / low));
    }

    /** From the standard normal distribution. */
    double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        return radius * StrictMath.cos(2 * StrictMath.PI * unit());
    }
}
