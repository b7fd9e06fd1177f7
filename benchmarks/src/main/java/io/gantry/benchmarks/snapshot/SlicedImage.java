package io.gantry.benchmarks.snapshot;

import io.gantry.benchmarks.book.GantryBook;
import io.gantry.benchmarks.stream.CommandStream;
import io.gantry.engine.api.book.BookSnapshot;
import org.HdrHistogram.Histogram;

/**
 * Images of our book, written in slices between commands, as a partition does it in its duty cycle. The sink drops the chunks:
 * what becomes of them is not the book's time.
 */
final class SlicedImage {
    private static final int DIGITS = 3;
    private static final long HIGHEST_NANOS = 10_000_000_000L;

    private final GantryBook book;
    private final CommandStream stream;
    private final SnapshotTask task;
    private final int[] nanos;
    private int at;

    /** @param from first command that the book has not seen */
    SlicedImage(GantryBook book, CommandStream stream, int from, SnapshotTask task) {
        this.book = book;
        this.stream = stream;
        this.task = task;
        at = from;
        nanos = new int[task.sliceCommands()];
    }

    /** How many commands a repetition may need, with as many without an image; slices may hold fewer orders than asked for. */
    static int mostCommands(SnapshotTask task) {
        return 4 * task.sliceCommands() * (task.orders() / task.sliceOrders() + 1);
    }

    SlicedSample measure() {
        int count = task.repetitions();
        SlicedSample sample = new SlicedSample(
                new double[count], new double[count], new double[count], new double[count], new double[count]);
        for (int i = -task.warmUps(); i < count; i++) {
            Histogram quiet = new Histogram(HIGHEST_NANOS, DIGITS);
            for (int slice = 0; slice < task.orders() / task.sliceOrders(); slice++) {
                commands(quiet);
            }
            Histogram busy = new Histogram(HIGHEST_NANOS, DIGITS);
            long longestSlice = write(busy);
            if (i >= 0) {
                sample.stallMicros()[i] = Math.max(longestSlice, busy.getMaxValue()) / 1e3;
                sample.sliceMicros()[i] = longestSlice / 1e3;
                sample.applyP99ns()[i] = busy.getValueAtPercentile(99);
                sample.quietP99ns()[i] = quiet.getValueAtPercentile(99);
                sample.quietMaxMicros()[i] = quiet.getMaxValue() / 1e3;
            }
        }
        return sample;
    }

    /** Returns the nanoseconds of the longest call. */
    private long write(Histogram busy) {
        long start = System.nanoTime();
        BookSnapshot snapshot = book.book().snapshot(chunk -> {});
        long longest = System.nanoTime() - start;
        boolean isDone = false;
        while (!isDone) {
            commands(busy);
            start = System.nanoTime();
            isDone = snapshot.write(task.sliceOrders());
            longest = Math.max(longest, System.nanoTime() - start);
        }
        return longest;
    }

    private void commands(Histogram histogram) {
        if (at + task.sliceCommands() > stream.size()) {
            throw new IllegalStateException("an image of " + task.orders() + " orders in slices of "
                    + task.sliceOrders() + " took more slices than commands were made for");
        }
        book.time(stream, at, at + task.sliceCommands(), nanos);
        at += task.sliceCommands();
        for (int took : nanos) {
            histogram.recordValue(Math.max(0, took));
        }
    }
}
