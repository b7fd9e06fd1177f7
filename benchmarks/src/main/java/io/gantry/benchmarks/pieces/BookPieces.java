package io.gantry.benchmarks.pieces;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Pairs of commands that leave the book as it was. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookPieces {
    private static final long ACCOUNT = 10_001;
    private static final long FAR_BID = 99_000;
    private static final long START_NANOS = 1_800_000_000_000_000_000L;

    private final OrderCommand command = new OrderCommand().symbolId(1).account(ACCOUNT);
    private final QuietEvents events = new QuietEvents();
    private long timeNanos = START_NANOS;
    private long nextOrderId = 1;
    private OrderBook book;

    /** The book of the state. */
    @Setup(Level.Trial)
    public void take(BookState state) {
        book = state.book();
    }

    /** An order is entered far from the best price, and cancelled. */
    @Benchmark
    public long newThenCancel() {
        enter(FAR_BID);
        command.kind(CommandKind.CANCEL);
        book.apply(command, ++timeNanos, events);
        return events.told();
    }

    /** The same with a move to another price between. */
    @Benchmark
    public long newThenMoveThenCancel() {
        enter(FAR_BID);
        command.kind(CommandKind.REPLACE).price(FAR_BID + 1);
        book.apply(command, ++timeNanos, events);
        command.kind(CommandKind.CANCEL);
        book.apply(command, ++timeNanos, events);
        return events.told();
    }

    private void enter(long price) {
        command.kind(CommandKind.NEW)
                .orderId(nextOrderId++)
                .side(Side.BUY)
                .price(price)
                .quantity(1);
        book.apply(command, ++timeNanos, events);
    }
}
