package io.gantry.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import io.gantry.benchmarks.book.BenchBook;
import io.gantry.benchmarks.stream.CommandStream;
import java.lang.management.ManagementFactory;
import org.HdrHistogram.Histogram;

/** One book's way through a stream, round by round. */
final class Rounds {
    private static final int WARM_UP_PART = 5;
    private static final long HIGHEST_NANOS = 10_000_000_000L;
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final BenchBook book;
    private final CommandStream stream;
    private final RowTask task;
    private final double[] mops;
    private final Histogram latency = new Histogram(HIGHEST_NANOS, 3);
    private final Histogram paced = new Histogram(HIGHEST_NANOS, 3);
    private final int[] nanos;
    private long allocatedBytes;
    private int at;

    Rounds(BenchBook book, CommandStream stream, RowTask task) {
        this.book = book;
        this.stream = stream;
        this.task = task;
        mops = new double[task.rounds()];
        nanos = new int[task.roundCommands()];
        book.run(stream, 0, stream.fill());
        at = stream.fill();
    }

    BenchBook book() {
        return book;
    }

    void warmUp() {
        int to = at + task.roundCommands();
        book.run(stream, at, to);
        at = to;
    }

    void throughput(int round) {
        int to = at + task.roundCommands();
        long bytes = THREAD.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        book.run(stream, at, to);
        long took = System.nanoTime() - start;
        allocatedBytes += THREAD.getCurrentThreadAllocatedBytes() - bytes;
        mops[round] = task.roundCommands() * 1e3 / took;
        at = to;
    }

    void latency(int round) {
        int to = at + task.roundCommands();
        book.time(stream, at, to, nanos);
        record(round, latency);
        at = to;
    }

    void paced(int round) {
        int to = at + task.roundCommands();
        book.pace(stream, at, to, 1_000_000_000L / task.ratePerSecond(), nanos);
        record(round, paced);
        at = to;
    }

    /** The loops that time are not compiled yet at the start of the first round. */
    private void record(int round, Histogram histogram) {
        for (int i = round == 0 ? nanos.length / WARM_UP_PART : 0; i < nanos.length; i++) {
            histogram.recordValue(Math.max(0, nanos[i]));
        }
    }

    BookSample sample() {
        return new BookSample(
                mops,
                Percentiles.of(latency),
                Percentiles.of(paced),
                (double) allocatedBytes / task.roundCommands() / Math.max(1, task.rounds()));
    }
}
