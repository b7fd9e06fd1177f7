package io.gantry.benchmarks.report;

import java.util.List;

/**
 * What is measured, and how its figures are to be read.
 *
 * @param section of the benchmark
 * @param what in words
 * @param unit of all its figures
 * @param isMoreBetter else less is
 * @param parts names of its figures, such as {@code p50}
 */
public record Measure(String section, String what, String unit, boolean isMoreBetter, List<String> parts) {
    private static final List<String> PERCENTILES = List.of("p50", "p99", "p99.9", "max");
    private static final List<String> VALUE = List.of("value");

    public Measure {
        parts = List.copyOf(parts);
    }

    /** One figure, of which more is better. */
    public static Measure rate(String section, String what, String unit) {
        return new Measure(section, what, unit, true, VALUE);
    }

    /** One figure, of which less is better. */
    public static Measure cost(String section, String what, String unit) {
        return new Measure(section, what, unit, false, VALUE);
    }

    /** Microseconds, as percentiles and the longest. */
    public static Measure latency(String section, String what) {
        return new Measure(section, what, "us", false, PERCENTILES);
    }
}
