package io.gantry.benchmarks.snapshot;

import exchange.core2.core.orderbook.IOrderBook;
import io.gantry.benchmarks.book.BenchBook;
import io.gantry.benchmarks.book.GantryBook;
import io.gantry.benchmarks.book.PeerBook;
import io.gantry.benchmarks.book.PeerParts;
import io.gantry.benchmarks.stream.CommandStream;
import io.gantry.benchmarks.stream.MadeStream;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;

/**
 * Images of the same million orders, by our book and by exchange-core's direct one, in turns, all in memory: ours with its
 * checksums, theirs as its snapshots write it, before they compress it.
 */
public final class SnapshotRun {
    private final SnapshotTask task;
    private final OrderBookFactory factory;
    private final CommandStream stream;
    private final double[][] millis;

    private SnapshotRun(SnapshotTask task, OrderBookFactory factory) {
        this.task = task;
        this.factory = factory;
        int commands = task.ageCommands() + (task.warmUps() + task.repetitions()) * SlicedImage.mostCommands(task);
        stream = MadeStream.LOB.make(task.orders(), commands, task.seed());
        millis = new double[4][task.repetitions()];
    }

    /** @throws IllegalStateException if what was read is not what was written */
    public static SnapshotSample run(SnapshotTask task, OrderBookFactory factory) {
        return new SnapshotRun(task, factory).run();
    }

    private SnapshotSample run() {
        MemoryUse before = MemoryUse.now();
        GantryBook gantry = new GantryBook(factory);
        age(gantry);
        MemoryUse withGantry = MemoryUse.now();
        PeerBook direct = new PeerBook(PeerParts.directBook());
        age(direct);
        MemoryUse withBoth = MemoryUse.now();

        GantryImage ours = new GantryImage(gantry.book(), factory);
        try (PeerImage theirs = new PeerImage(direct.book())) {
            for (int i = -task.warmUps(); i < task.repetitions(); i++) {
                repeat(i, ours, theirs);
            }
            SlicedSample sliced = new SlicedImage(gantry, stream, stream.fill() + task.ageCommands(), task).measure();
            return new SnapshotSample(
                    gantry.book().figures().orders(),
                    new ImageSample(millis[0], millis[1], ours.bytes(), withGantry.bytesSince(before)),
                    new ImageSample(millis[2], millis[3], theirs.bytes(), withBoth.bytesSince(withGantry)),
                    sliced);
        }
    }

    /** A collector may put linked objects side by side when it first moves them; what comes and goes later scatters them again. */
    private void age(BenchBook book) {
        book.run(stream, 0, stream.fill());
        System.gc();
        book.run(stream, stream.fill(), stream.fill() + task.ageCommands());
    }

    private void repeat(int repetition, GantryImage ours, PeerImage theirs) {
        System.gc();
        double[] took = {ours.write(), 0, theirs.write(), 0};
        long start = System.nanoTime();
        OrderBook book = ours.read();
        took[1] = (System.nanoTime() - start) / 1e6;
        start = System.nanoTime();
        IOrderBook peer = theirs.read();
        took[3] = (System.nanoTime() - start) / 1e6;
        if (repetition >= 0) {
            for (int i = 0; i < took.length; i++) {
                millis[i][repetition] = took[i];
            }
        } else {
            requireEqual(new GantryBook(book), new PeerBook(peer));
        }
    }

    private void requireEqual(GantryBook ours, PeerBook theirs) {
        ours.validate();
        theirs.validate();
        String difference = ours.restingOrders().difference(theirs.restingOrders());
        if (!difference.isEmpty()) {
            throw new IllegalStateException("seed " + task.seed() + ": the restored books differ: " + difference);
        }
    }
}
