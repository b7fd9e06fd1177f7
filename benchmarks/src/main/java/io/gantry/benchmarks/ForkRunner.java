package io.gantry.benchmarks;

import io.gantry.benchmarks.fork.ForkKind;
import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.measure.RowSample;
import io.gantry.benchmarks.report.RowFigure;
import io.gantry.benchmarks.report.SnapshotFigure;
import io.gantry.benchmarks.snapshot.SnapshotSample;
import io.gantry.benchmarks.stream.StreamSource;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the forks, and tells how far it is. */
final class ForkRunner {
    private final Forks forks;
    private final RunOptions options;
    private final PrintStream progress;

    ForkRunner(Forks forks, RunOptions options, PrintStream progress) {
        this.forks = forks;
        this.options = options;
        this.progress = progress;
    }

    RowFigure run(StreamSource stream, int resting) {
        String what = stream.name() + (stream.hasResting() ? " with " + resting + " resting" : "");
        List<RowSample> samples = new ArrayList<>();
        for (int fork = 0; fork < options.forks(); fork++) {
            long start = System.nanoTime();
            samples.add(forks.run(ForkKind.ROW, options.task(stream.name(), resting, fork), RowSample.class));
            tell(what, fork, start);
        }
        return RowFigure.of(stream.name(), samples, "left out by --no-naive");
    }

    SnapshotFigure images() {
        List<SnapshotSample> samples = new ArrayList<>();
        for (int fork = 0; fork < options.forks(); fork++) {
            long start = System.nanoTime();
            samples.add(forks.run(ForkKind.SNAPSHOT, options.snapshotTask(fork), SnapshotSample.class));
            tell("images", fork, start);
        }
        return SnapshotFigure.of(samples);
    }

    private void tell(String what, int fork, long start) {
        progress.printf(
                Locale.ROOT,
                "gantry: %s, fork %d of %d, %.1f s%n",
                what,
                fork + 1,
                options.forks(),
                (System.nanoTime() - start) / 1e9);
    }
}
