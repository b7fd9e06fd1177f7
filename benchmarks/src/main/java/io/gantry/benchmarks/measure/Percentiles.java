package io.gantry.benchmarks.measure;

import org.HdrHistogram.Histogram;

/** Of a time, in nanoseconds. */
public record Percentiles(long p50ns, long p99ns, long p999ns, long maxNs) {

    public static Percentiles of(Histogram histogram) {
        return new Percentiles(
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }
}
