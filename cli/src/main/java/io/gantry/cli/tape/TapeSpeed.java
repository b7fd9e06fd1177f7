package io.gantry.cli.tape;

import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowCommand;
import io.gantry.cli.flow.FlowCursor;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.OrderCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Plays a flow into a new book, batch by batch: only the book's time is counted, not that of reading the file. */
final class TapeSpeed {
    private static final int BATCH = 4096;
    private static final long ACCOUNT = 1;

    private final Flow flow;
    private final OrderBook book;
    private final CountedEvents events = new CountedEvents();
    private final List<OrderCommand> batch = new ArrayList<>();
    private final long[] timesNanos = new long[BATCH];

    TapeSpeed(Flow flow, OrderBookFactory factory) {
        this.flow = flow;
        this.book = factory.create(flow.symbols().get(0).instrument(1));
        for (int i = 0; i < BATCH; i++) {
            batch.add(new OrderCommand());
        }
    }

    /** 0 if the flow has no commands. */
    long commandsPerSecond() {
        long commands = 0;
        long nanos = 0;
        try (FlowCursor cursor = flow.iterator()) {
            while (cursor.hasNext()) {
                int size = fill(cursor);
                long start = System.nanoTime();
                for (int i = 0; i < size; i++) {
                    book.apply(batch.get(i), timesNanos[i], events);
                }
                nanos += System.nanoTime() - start;
                commands += size;
            }
        }
        if (events.count() < commands) {
            throw new IllegalStateException("a book told " + events.count() + " events of " + commands + " commands");
        }
        return commands == 0 ? 0 : commands * TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos);
    }

    private int fill(FlowCursor cursor) {
        int size = 0;
        while (size < BATCH && cursor.hasNext()) {
            FlowCommand next = cursor.next();
            next.copyTo(batch.get(size).clear(), next.timeNanos()).symbolId(1).account(ACCOUNT);
            timesNanos[size++] = next.timeNanos();
        }
        return size;
    }
}
