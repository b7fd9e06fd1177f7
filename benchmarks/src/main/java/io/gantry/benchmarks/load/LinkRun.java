package io.gantry.benchmarks.load;

import io.gantry.benchmarks.measure.Percentiles;
import org.HdrHistogram.Histogram;

/** The measurements over a link, one after the other. */
public final class LinkRun {
    private static final int LEAD_PART = 4;

    private LinkRun() {}

    /**
     * Runs the plan.
     *
     * @param fill so many requests come before anything else, and are not counted
     * @param limit so many requests there are
     */
    public static LinkSample run(Target target, AnswerLog answers, LinkPlan plan, int fill, int limit) {
        LoadDriver load = new LoadDriver(target, answers, limit);
        load.flood(fill, plan.window());
        new WarmUp(load, plan).run();
        load.oneByOne(plan.oneByOneNanos());
        Percentiles oneByOne = answers.latency();
        Histogram late;
        HiccupMeter meter = HiccupMeter.start();
        try (meter) {
            late = load.pace(plan.paced() / LEAD_PART, plan.paced(), plan.ratePerSecond());
        }
        Percentiles paced = answers.latency();
        double perSecond = load.floodFor(plan.floodNanos(), plan.window());
        return new LinkSample(
                oneByOne, paced, Percentiles.of(late), meter.stalls(), perSecond, load.next(), answers.refused());
    }
}
