package io.gantry.benchmarks.load;

/**
 * How long both ends of a link are warmed up. Several JVMs that share a few cores with their load take long to compile what they run, and until then the
 * compiler is what is measured.
 *
 * @param leastNanos so long in any case
 * @param mostNanos so long, about, if the rate goes on rising
 * @param requests so many at most
 */
public record WarmUpPlan(long leastNanos, long mostNanos, int requests) {}
