package io.gantry.benchmarks.load;

import io.gantry.benchmarks.measure.Percentiles;

/**
 * What was measured over a link.
 *
 * @param oneByOne round trips, one after the other
 * @param paced latencies at a rate, from when each request was due
 * @param late how much later than due they were sent
 * @param stalls what the control saw in the client's JVM while it went at that rate
 * @param perSecond requests a second, with a window
 * @param requests of all parts together
 * @param refused of all parts together
 */
public record LinkSample(
        Percentiles oneByOne,
        Percentiles paced,
        Percentiles late,
        Percentiles stalls,
        double perSecond,
        int requests,
        long refused) {}
