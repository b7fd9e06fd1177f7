package io.gantry.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells once a second how far a run is, and ends it if somebody has a reason to. */
final class Progress implements AutoCloseable {
    private static final long PERIOD_SECONDS = 1;

    private final PrintWriter out;
    private final RunFigures figures;
    private final long commands;
    private final Optional<Moves> moves;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "gantry-progress");
        thread.setDaemon(true);
        return thread;
    });
    private long endedBefore;

    Progress(PrintWriter out, RunFigures figures, long commands, Optional<Moves> moves) {
        this.out = out;
        this.figures = figures;
        this.commands = commands;
        this.moves = moves;
    }

    /**
     * Begins to tell.
     *
     * @param everySecond is run as well, such as a look at the workers; throws nothing
     */
    void start(Runnable everySecond) {
        timer.scheduleAtFixedRate(
                () -> {
                    everySecond.run();
                    tell();
                },
                PERIOD_SECONDS,
                PERIOD_SECONDS,
                TimeUnit.SECONDS);
    }

    private void tell() {
        long ended = figures.endedCommands();
        out.println(String.format(
                Locale.ROOT,
                "%,11d of %,d sent, %,d answered, %,d per second%s%s",
                figures.sentCommands(),
                commands,
                ended,
                ended - endedBefore,
                moves.map(each -> ", moves " + each.progress()).orElse(""),
                figures.waitsFor().isEmpty() ? "" : ", waiting for " + figures.waitsFor()));
        out.flush();
        endedBefore = ended;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
