package io.gantry.tck.book;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Runs seed after seed, tells how far it is, and finds out a seed that does not come to an end. */
final class SeedRunner implements AutoCloseable {

    private static final long PROGRESS_SECONDS = 10;

    /** A run takes milliseconds; whatever takes this long hangs. */
    private static final long HANG_SECONDS = 120;

    private final String what;
    private Thread worker = Thread.currentThread();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(runnable -> {
        worker = new Thread(runnable, "seeds");
        worker.setDaemon(true);
        return worker;
    });

    SeedRunner(String what) {
        this.what = what;
    }

    /**
     * @param run runs one seed
     * @param where tells where in it a run is, when it hangs
     */
    void run(SeedRange seeds, LongConsumer run, Supplier<String> where) {
        long begun = System.nanoTime();
        long told = begun;
        for (long seed = seeds.first(); seed < seeds.end(); seed++) {
            runOne(seed, run, where);
            long now = System.nanoTime();
            if (TimeUnit.NANOSECONDS.toSeconds(now - told) >= PROGRESS_SECONDS) {
                told = now;
                tell(seeds, seed + 1 - seeds.first(), now - begun);
            }
        }
        if (told != begun) {
            tell(seeds, seeds.count(), System.nanoTime() - begun);
        }
    }

    private void tell(SeedRange seeds, long done, long nanos) {
        System.out.println(what + ": " + done + " of " + seeds.count() + " seeds, "
                + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s");
    }

    private void runOne(long seed, LongConsumer run, Supplier<String> where) {
        Future<?> done = executor.submit(() -> run.accept(seed));
        try {
            done.get(HANG_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError(what + ": seed " + seed + ": " + failed.getCause(), failed.getCause());
        } catch (TimeoutException hangs) {
            AssertionError error = new AssertionError(what + ": seed " + seed + " hangs at " + where.get());
            error.setStackTrace(worker.getStackTrace());
            throw error;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(what + ": interrupted at seed " + seed, interrupted);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
