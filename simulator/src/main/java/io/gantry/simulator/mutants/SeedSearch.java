package io.gantry.simulator.mutants;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;

/**
 * Looks for the first seed that fails, with several threads. Seeds below one that failed are run to their end, so the answer does not depend on the number of
 * threads. A run that takes much more time of its thread than runs do is ended.
 */
final class SeedSearch {

    private static final long WATCH_MILLIS = 50;
    private static final int STOP_TRIES = 100;
    private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

    private final LongFunction<List<String>> trial;
    private final long end;
    private final long seedNanos;
    private final AtomicLong next;
    private final AtomicLong firstFailed = new AtomicLong(Long.MAX_VALUE);
    private final AtomicReference<Optional<Finding>> found = new AtomicReference<>(Optional.empty());

    /**
     * @param trial runs a seed, see {@link SeedTrial}
     * @param count how many seeds at most
     * @param seedNanos time of a processor that a seed may take
     */
    private SeedSearch(LongFunction<List<String>> trial, long first, int count, long seedNanos) {
        this.trial = trial;
        this.end = first + count;
        this.seedNanos = seedNanos;
        next = new AtomicLong(first);
    }

    static Optional<Finding> run(LongFunction<List<String>> trial, long first, int count, int threads, long seedNanos) {
        return new SeedSearch(trial, first, count, seedNanos).run(threads);
    }

    private Optional<Finding> run(int threads) {
        List<Searcher> searchers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Searcher searcher = new Searcher("seeds-" + i);
            searchers.add(searcher);
            searcher.start();
        }
        for (Searcher searcher : searchers) {
            while (searcher.isAlive() && !searcher.isGivenUp) {
                join(searcher);
                searchers.forEach(this::endIfTooLong);
            }
        }
        return found.get();
    }

    private static void join(Thread thread) {
        try {
            thread.join(WATCH_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MutantException("interrupted", stopped);
        }
    }

    private void failed(Finding finding) {
        found.accumulateAndGet(
                Optional.of(finding),
                (before, now) ->
                        before.isPresent() && before.get().seed() <= now.get().seed() ? before : now);
        firstFailed.accumulateAndGet(finding.seed(), Math::min);
    }

    private void endIfTooLong(Searcher searcher) {
        long seed = searcher.seed;
        long used = TIMES.getThreadCpuTime(searcher.getId()) - searcher.beganNanos;
        if (searcher.isAlive() && searcher.isBusy && searcher.seed == seed && used > seedNanos) {
            failed(new Finding(
                    seed, Finding.TIME, "it was not over after " + seedNanos / 1_000_000 + " ms of a processor"));
            searcher.end();
        }
    }

    /** A thread that takes one seed after the other. */
    private final class Searcher extends Thread {

        private volatile long seed;
        private volatile long beganNanos;
        private volatile boolean isBusy;
        private volatile boolean isGivenUp;

        Searcher(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            for (long now = next.getAndIncrement();
                    now < Math.min(end, firstFailed.get());
                    now = next.getAndIncrement()) {
                beganNanos = TIMES.getCurrentThreadCpuTime();
                seed = now;
                isBusy = true;
                Optional<Finding> finding = outcome(now);
                isBusy = false;
                finding.ifPresent(SeedSearch.this::failed);
            }
        }

        private Optional<Finding> outcome(long now) {
            try {
                List<String> failure = trial.apply(now);
                return failure.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Finding(now, failure.get(0), failure.get(1)));
            } catch (RuntimeException | Error thrown) {
                return firstFailed.get() == now
                        ? Optional.empty()
                        : Optional.of(new Finding(now, Finding.EXCEPTION, thrown.toString()));
            }
        }

        /** There is no other way to end a loop that hears of nothing; whatever it holds is its own. Where Java knows no such way any more, it goes on. */
        @SuppressWarnings("deprecation")
        void end() {
            isBusy = false;
            try {
                for (int i = 0; i < STOP_TRIES && isAlive(); i++) {
                    stop();
                    SeedSearch.join(this);
                }
            } catch (UnsupportedOperationException laterJava) {
                interrupt();
            }
            isGivenUp = true;
        }
    }
}
