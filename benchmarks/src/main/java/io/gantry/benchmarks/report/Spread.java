package io.gantry.benchmarks.report;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The median of measurements, and between what they lie. */
public record Spread(double median, double lowest, double highest) {

    /** @throws IllegalArgumentException if there is none */
    public static Spread of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Of whole numbers. */
    public static Spread of(long... values) {
        return of(Arrays.stream(values).asDoubleStream());
    }
}
