package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.load.LinkPlan;
import io.gantry.benchmarks.load.LinkSample;
import io.gantry.benchmarks.load.WarmUpPlan;
import io.gantry.benchmarks.report.Board;
import io.gantry.benchmarks.report.Measure;
import java.util.Locale;

/** What is measured over links: the plan of a section, and its rows. */
record LinkFigures(String section, int ratePerSecond, int window) {
    /** So many times the least time, if the rate goes on rising. */
    private static final int MOST_WARM_UPS = 2;

    private static final int MOST_PER_SECOND = 400_000;
    private static final int MOST_ROUND_TRIPS_PER_SECOND = 50_000;

    LinkPlan plan(PipelinePlan plan) {
        return new LinkPlan(warmUp(plan), plan.nanos(), ratePerSecond, paced(plan), plan.nanos(), window);
    }

    private static WarmUpPlan warmUp(PipelinePlan plan) {
        double least = plan.linkWarmUpSeconds();
        double most = MOST_WARM_UPS * least;
        return new WarmUpPlan((long) (least * 1e9), (long) (most * 1e9), (int) (most * MOST_PER_SECOND));
    }

    private int paced(PipelinePlan plan) {
        return (int) Math.max(1, ratePerSecond * plan.seconds());
    }

    /** More requests than can be sent. */
    int commands(PipelinePlan plan) {
        double measured = plan.seconds() * (MOST_PER_SECOND + MOST_ROUND_TRIPS_PER_SECOND) + 2 * paced(plan);
        return warmUp(plan).requests() + (int) measured;
    }

    void gantry(Board board, LinkSample sample) {
        board.gantry(oneByOne(), InProcessSection.micros(sample.oneByOne()));
        board.gantry(paced(), InProcessSection.micros(sample.paced()));
        board.gantry(hiccups(), InProcessSection.micros(sample.stalls()));
        board.gantry(flooded(), sample.perSecond());
    }

    void peer(Board board, String name, LinkSample sample) {
        board.peer(oneByOne(), name, InProcessSection.micros(sample.oneByOne()));
        board.peer(paced(), name, InProcessSection.micros(sample.paced()));
        board.peer(hiccups(), name, InProcessSection.micros(sample.stalls()));
        board.peer(flooded(), name, sample.perSecond());
    }

    private Measure oneByOne() {
        return Measure.latency(section, "one at a time");
    }

    private Measure paced() {
        return Measure.latency(section, String.format(Locale.ROOT, "at %,d/s", ratePerSecond));
    }

    private Measure hiccups() {
        return Measure.latency(
                section, String.format(Locale.ROOT, "at %,d/s, hiccup control of the client", ratePerSecond));
    }

    Measure flooded() {
        return Measure.rate(section, String.format(Locale.ROOT, "with %,d under way", window), "commands/s");
    }
}
