package io.gantry.cli.simulate;

import io.gantry.simulator.Campaign;
import io.gantry.simulator.world.Tally;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells now and then how far a campaign is. */
final class ProgressLine implements Campaign.Progress {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final double MINUTE = 60e9;

    private final PrintWriter err;
    private final long began;
    private long told;

    ProgressLine(PrintWriter err, long began) {
        this.err = err;
        this.began = began;
        told = began;
    }

    @Override
    public synchronized void ran(long seeds, Tally tally) {
        long now = System.nanoTime();
        if (now - told >= EVERY_NANOS) {
            told = now;
            err.println(String.format(
                    Locale.ROOT,
                    "%d seeds, %.0f a minute; %d crashes, %d takeovers, %d rebuilds",
                    seeds,
                    seeds / ((now - began) / MINUTE),
                    tally.of("process deaths") + tally.of("power failures"),
                    tally.of("reached CLAIM_WON"),
                    tally.of("rebuilds")));
        }
    }

    synchronized void end() {
        err.flush();
    }
}
