package io.gantry.cli.demo;

import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Moves a symbol to another partition when a third of the flow was sent, and back after two thirds, on a thread of its
 * own while the flow goes on. A move that does not begin or end as it should is told by {@link #failure()}.
 */
final class Moves implements AutoCloseable {
    private static final int PARTS = 3;
    private static final int WANTED = 2;

    private final Operator operator;
    private final Route route;
    private final long firstAt;
    private final long secondAt;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "gantry-moves");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Future<?>> begun = new ArrayList<>();
    private final List<MigrationReport> reports = new ArrayList<>();
    private String failure = "";

    /**
     * What is moved and how.
     *
     * @param symbol what
     * @param home partition where it begins, and ends
     * @param away partition where it is meanwhile
     * @param strategy how
     */
    record Route(String symbol, int home, int away, String strategy) {}

    /** @param commands how many the flow has */
    Moves(Operator operator, Route route, long commands) {
        this.operator = operator;
        this.route = route;
        this.firstAt = commands / PARTS;
        this.secondAt = Math.max(firstAt + 1, 2 * commands / PARTS);
    }

    /** The flow has come to this command. Driver's thread. */
    void reached(long index) {
        if (index == firstAt) {
            begun.add(executor.submit(() -> move(route.away())));
        } else if (index == secondAt) {
            begun.add(executor.submit(() -> move(route.home())));
        }
    }

    /** Waits until all moves that were begun have ended. Driver's thread. */
    void await(Abort abort) {
        for (Future<?> move : begun) {
            try {
                move.get();
            } catch (InterruptedException interrupted) {
                throw abort.interrupted(interrupted);
            } catch (ExecutionException unexpected) {
                throw new RunException("a move of " + route.symbol() + " failed: " + unexpected.getCause(), unexpected);
            }
        }
    }

    /** How those went that have ended. */
    synchronized List<MigrationReport> reports() {
        return List.copyOf(reports);
    }

    /** What went wrong with the first one that did, empty if nothing did. */
    synchronized String failure() {
        if (failure.isEmpty() && reports.size() < WANTED) {
            return reports.size() + " of " + WANTED + " moves were made, the flow was too short";
        }
        return failure;
    }

    /** Such as {@code 1 of 2}. */
    synchronized String progress() {
        return reports.size() + " of " + WANTED + (failure.isEmpty() ? "" : ", failed");
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void move(int target) {
        if (!hasFailed()) {
            try {
                ended(operator.move(route.symbol(), target, route.strategy()));
            } catch (RunException refused) {
                failed("move of " + route.symbol() + " to partition " + target + ": " + refused.getMessage());
            }
        }
    }

    private synchronized boolean hasFailed() {
        return !failure.isEmpty();
    }

    private synchronized void ended(MigrationReport report) {
        reports.add(report);
        if (report.state() != MigrationState.COMMITTED) {
            failed(report.description() + " ended " + report.state() + " in step " + report.step() + ": "
                    + report.detail());
        }
    }

    private synchronized void failed(String sentence) {
        failure = sentence;
    }
}
