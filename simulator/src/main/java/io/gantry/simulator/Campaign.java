package io.gantry.simulator;

import io.gantry.simulator.cluster.Outcome;
import io.gantry.simulator.cluster.Scenario;
import io.gantry.simulator.cluster.SimulationRun;
import io.gantry.simulator.world.Tally;
import io.gantry.simulator.world.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/** Runs seed after seed, on as many threads as wanted, each run in one of them, until one fails or there are enough. */
public final class Campaign {

    /** How far it is. */
    public interface Progress {

        /** One more seed was run. Any thread. */
        void ran(long seeds, Tally tally);
    }

    /**
     * How it went.
     *
     * @param seeds how many were run
     * @param steps how many things happened in all of them
     * @param virtualNanos time that passed in them
     * @param tally what happened how often
     * @param failed the lowest seed that failed, if any
     * @param violation what it broke
     */
    public record Result(
            long seeds, long steps, long virtualNanos, Tally tally, long failed, Optional<Violation> violation) {}

    private final LongFunction<Outcome> run;
    private final BooleanSupplier isEnough;
    private final Progress progress;
    private final Tally tally = new Tally();
    private long seeds;
    private long steps;
    private long virtualNanos;
    private long failed = Long.MAX_VALUE;
    private Optional<Violation> violation = Optional.empty();
    private Optional<IllegalStateException> broken = Optional.empty();

    /** @param isEnough whether no further seed is to be begun, besides their number; any thread */
    public Campaign(BooleanSupplier isEnough, Progress progress) {
        this(seed -> SimulationRun.of(Scenario.of(seed)), isEnough, progress);
    }

    Campaign(LongFunction<Outcome> run, BooleanSupplier isEnough, Progress progress) {
        this.run = run;
        this.isEnough = isEnough;
        this.progress = progress;
    }

    /** Runs seeds from one on; returns when all threads have ended. */
    public Result run(long from, long count, int threads) {
        AtomicLong next = new AtomicLong(from);
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> runSeeds(next, from + count), "simulation-" + i);
            thread.start();
            running.add(thread);
        }
        try {
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return result();
    }

    private void runSeeds(AtomicLong next, long end) {
        while (!isEnough.getAsBoolean()) {
            long seed = next.getAndIncrement();
            if (seed >= end || hasFailedBefore(seed)) {
                return;
            }
            try {
                ran(seed, run.apply(seed));
            } catch (RuntimeException | Error unexpected) {
                broke(seed, unexpected);
                return;
            }
        }
    }

    private synchronized boolean hasFailedBefore(long seed) {
        return failed < seed || broken.isPresent();
    }

    private synchronized void ran(long seed, Outcome outcome) {
        seeds++;
        steps += outcome.steps();
        virtualNanos += outcome.nanos();
        tally.addAll(outcome.tally());
        if (outcome.isFailure() && seed < failed) {
            failed = seed;
            violation = outcome.violation();
        }
        progress.ran(seeds, tally);
    }

    private synchronized void broke(long seed, Throwable cause) {
        broken = Optional.of(
                new IllegalStateException("the simulator itself failed with seed " + seed + ": " + cause, cause));
    }

    private synchronized Result result() {
        if (broken.isPresent()) {
            throw broken.get();
        }
        return new Result(seeds, steps, virtualNanos, tally, failed, violation);
    }
}
