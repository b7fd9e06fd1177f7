package io.gantry.benchmarks.measure;

import io.gantry.benchmarks.book.BenchBook;
import io.gantry.benchmarks.book.GantryBook;
import io.gantry.benchmarks.book.PeerBook;
import io.gantry.benchmarks.book.PeerParts;
import io.gantry.benchmarks.stream.CommandStream;
import io.gantry.benchmarks.stream.StreamSource;
import io.gantry.engine.api.book.OrderBookFactory;
import java.util.List;
import java.util.function.Supplier;

/**
 * The rounds of one row: our book and exchange-core's direct book take turns, each going through the same stream; who begins changes
 * from round to round. The naive book comes after them, because it shares code with the direct one, and what the
 * compiler learns from one would spoil the other. In the end all must have done the same.
 */
public final class RowRun {
    private static final int TIMER_READINGS = 2_000_000;
    private static final long WARM_UP_NANOS = 1_500_000_000L;

    private final RowTask task;
    private final CommandStream stream;

    private RowRun(RowTask task, CommandStream stream) {
        this.task = task;
        this.stream = stream;
    }

    /** @throws IllegalStateException if the books did not do the same */
    public static RowSample run(RowTask task, StreamSource source, OrderBookFactory factory) {
        CommandStream stream = source.make(task.resting(), task.commands(), task.seed());
        return new RowRun(task, stream).run(factory);
    }

    private RowSample run(OrderBookFactory factory) {
        compile(() -> new GantryBook(factory));
        compile(() -> new PeerBook(PeerParts.directBook()));
        Rounds gantry = new Rounds(new GantryBook(factory), stream, task);
        Rounds direct = new Rounds(new PeerBook(PeerParts.directBook()), stream, task);
        System.gc();
        measure(gantry, direct);
        requireEqual("direct", gantry.book(), direct.book());
        gantry.book().validate();
        return new RowSample(
                gantry.sample(),
                direct.sample(),
                naive(gantry.book()),
                stream.resting(),
                gantry.book().restingOrders().count(),
                task.commands(),
                gantry.book().digest().trades(),
                gantry.book().digest().refused(),
                timerNanos());
    }

    private List<BookSample> naive(BenchBook gantry) {
        if (!task.hasNaive()) {
            return List.of();
        }
        compile(() -> new PeerBook(PeerParts.naiveBook()));
        Rounds naive = new Rounds(new PeerBook(PeerParts.naiveBook()), stream, task);
        System.gc();
        measure(naive);
        requireEqual("naive", gantry, naive.book());
        return List.of(naive.sample());
    }

    /**
     * Lets the compiler see a book at work, on books that are thrown away: a stream is made by exchange-core's book, which has run for a while
     * then, and ours has not.
     */
    private void compile(Supplier<BenchBook> books) {
        int[] nanos = new int[task.roundCommands()];
        long end = System.nanoTime() + WARM_UP_NANOS;
        do {
            BenchBook book = books.get();
            int from = stream.fill();
            int middle = from + task.roundCommands();
            book.run(stream, 0, middle);
            book.time(stream, middle, middle + task.roundCommands(), nanos);
        } while (System.nanoTime() < end);
    }

    private void measure(Rounds... books) {
        for (int round = 0; round < task.warmUpRounds(); round++) {
            for (Rounds book : inTurn(round, books)) {
                book.warmUp();
            }
        }
        for (int round = 0; round < task.rounds(); round++) {
            for (Rounds book : inTurn(round, books)) {
                book.throughput(round);
            }
        }
        for (int round = 0; round < task.latencyRounds(); round++) {
            for (Rounds book : inTurn(round, books)) {
                book.latency(round);
            }
        }
        for (int round = 0; round < task.pacedRounds(); round++) {
            for (Rounds book : inTurn(round, books)) {
                book.paced(round);
            }
        }
    }

    private static Rounds[] inTurn(int round, Rounds... books) {
        return books.length == 2 && (round & 1) == 1 ? new Rounds[] {books[1], books[0]} : books;
    }

    private void requireEqual(String peer, BenchBook gantry, BenchBook other) {
        String where = "stream " + task.stream() + " with seed " + task.seed() + ": gantry and exchange-core's " + peer
                + " book have not done the same: ";
        if (!gantry.digest().equals(other.digest())) {
            throw new IllegalStateException(where + gantry.digest() + " against " + other.digest());
        }
        String difference = gantry.restingOrders().difference(other.restingOrders());
        if (!difference.isEmpty()) {
            throw new IllegalStateException(where + difference);
        }
    }

    private static double timerNanos() {
        long start = System.nanoTime();
        long last = start;
        for (int i = 0; i < TIMER_READINGS; i++) {
            last = System.nanoTime();
        }
        return (double) (last - start) / TIMER_READINGS;
    }
}
