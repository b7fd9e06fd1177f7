package io.gantry.benchmarks.book;

import io.gantry.benchmarks.stream.CommandStream;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/**
 * A book behind {@link OrderBook}, as a partition uses it: a command holder, filled for each command; and before each few commands, which are queued in the
 * partition, the book is told which orders they are for.
 */
public final class GantryBook implements BenchBook {

    /** What is traded: prices in ticks, quantities in lots. */
    public static final Instrument INSTRUMENT = new Instrument("BENCH", 1, 2, 1, 1);

    private static final long START_NANOS = 1_750_000_000_000_000_000L;
    private static final long STEP_NANOS = 1_000;

    /** So many commands a partition takes out of its queue at a time. */
    private static final int BATCH = 16;

    private final OrderBook book;
    private final OrderCommand command =
            new OrderCommand().symbolId(INSTRUMENT.symbolId()).clientId(1);
    private final EventFold events = new EventFold();
    private long timeNanos = START_NANOS;

    public GantryBook(OrderBookFactory factory) {
        this(factory.create(INSTRUMENT));
    }

    /** One that goes on with a book. */
    public GantryBook(OrderBook book) {
        this.book = book;
    }

    /** The book itself. */
    public OrderBook book() {
        return book;
    }

    @Override
    public void run(CommandStream stream, int from, int to) {
        for (int batch = from; batch < to; batch += BATCH) {
            int end = Math.min(batch + BATCH, to);
            expect(stream, batch, end);
            for (int i = batch; i < end; i++) {
                apply(stream, i);
            }
        }
    }

    private void expect(CommandStream stream, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            book.expect(stream.orderId(i));
        }
    }

    @Override
    public void time(CommandStream stream, int from, int to, int[] nanos) {
        long last = System.nanoTime();
        for (int batch = from; batch < to; batch += BATCH) {
            int end = Math.min(batch + BATCH, to);
            // The first command of a batch bears what this takes.
            expect(stream, batch, end);
            for (int i = batch; i < end; i++) {
                apply(stream, i);
                long now = System.nanoTime();
                nanos[i - from] = (int) (now - last);
                last = now;
            }
        }
    }

    @Override
    public void pace(CommandStream stream, int from, int to, long intervalNanos, int[] nanos) {
        long due = System.nanoTime();
        for (int i = from; i < to; i++) {
            due += intervalNanos;
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            apply(stream, i);
            nanos[i - from] = (int) (System.nanoTime() - due);
        }
    }

    private void apply(CommandStream stream, int i) {
        OrderCommand to = command;
        to.orderId(stream.orderId(i)).account(stream.account(i));
        switch (stream.kind(i)) {
            case CommandStream.LIMIT_BUY -> enter(stream, i, Side.BUY, TimeInForce.GTC);
            case CommandStream.LIMIT_SELL -> enter(stream, i, Side.SELL, TimeInForce.GTC);
            case CommandStream.IOC_BUY -> enter(stream, i, Side.BUY, TimeInForce.IOC);
            case CommandStream.IOC_SELL -> enter(stream, i, Side.SELL, TimeInForce.IOC);
            case CommandStream.CANCEL -> to.kind(CommandKind.CANCEL);
            case CommandStream.REDUCE -> to.kind(CommandKind.REDUCE).quantity(stream.quantity(i));
            default -> to.kind(CommandKind.REPLACE).price(stream.price(i)).quantity(stream.quantity(i));
        }
        timeNanos += STEP_NANOS;
        book.apply(to, timeNanos, events);
    }

    private void enter(CommandStream stream, int i, Side side, TimeInForce timeInForce) {
        command.kind(CommandKind.NEW)
                .side(side)
                .timeInForce(timeInForce)
                .price(stream.price(i))
                .quantity(stream.quantity(i));
    }

    @Override
    public BookDigest digest() {
        return events.digest();
    }

    @Override
    public RestingOrders restingOrders() {
        RestingOrders orders = new RestingOrders();
        book.forEachOrder(order -> orders.add(order.orderId(), order.account(), order.price(), order.remaining()));
        return orders;
    }

    @Override
    public void validate() {
        book.validate();
    }
}
