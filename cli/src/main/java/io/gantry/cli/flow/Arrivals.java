package io.gantry.cli.flow;

/**
 * When commands come: in clusters of a few within milliseconds, with gaps of up to seconds between, as in the US equity
 * samples (half of all gaps below 1 ms, a quarter below 100 us, coefficient of variation about 3.4).
 */
final class Arrivals {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Mean commands a second of the figures below. */
    private static final double NATURAL_RATE = 6.7;

    private static final int LONG_CLUSTER_PER_MILLE = 100;
    private static final double SHORT_CLUSTER_MEAN = 1.61;
    private static final double LONG_CLUSTER_MEAN = 6.5;
    private static final int TINY_GAP_PER_MILLE = 466;
    private static final double TINY_GAP_NANOS = 5e3;
    private static final double SMALL_GAP_NANOS = 1e5;
    private static final double LARGE_GAP_NANOS = 1e6;
    /** Log-normal, median 0.124 s, mean 0.31 s. */
    private static final double LOG_PAUSE_SECONDS_MEAN = -2.087;

    private static final double LOG_PAUSE_SECONDS_DEVIATION = 1.36;

    private final FlowRandom random;
    private final double scale;
    private int leftInCluster;

    Arrivals(FlowRandom random, long rate) {
        this.random = random;
        this.scale = NATURAL_RATE / rate;
    }

    /** Whether the next command starts a cluster. */
    boolean startsCluster() {
        return leftInCluster == 0;
    }

    /** Nanoseconds between the last command and the next one. */
    long nextGapNanos() {
        double gap;
        if (startsCluster()) {
            leftInCluster = clusterSize();
            gap = NANOS_PER_SECOND
                    * StrictMath.exp(LOG_PAUSE_SECONDS_MEAN + LOG_PAUSE_SECONDS_DEVIATION * random.gaussian());
        } else if (random.chance(TINY_GAP_PER_MILLE)) {
            gap = random.logUniform(TINY_GAP_NANOS, SMALL_GAP_NANOS);
        } else {
            gap = random.logUniform(SMALL_GAP_NANOS, LARGE_GAP_NANOS);
        }
        leftInCluster--;
        return (long) (gap * scale);
    }

    private int clusterSize() {
        double mean = random.chance(LONG_CLUSTER_PER_MILLE) ? LONG_CLUSTER_MEAN : SHORT_CLUSTER_MEAN;
        // geometric from 1, by inversion
        return 1 + (int) (StrictMath.log(1 - random.unit()) / StrictMath.log(1 - 1 / mean));
    }
}
