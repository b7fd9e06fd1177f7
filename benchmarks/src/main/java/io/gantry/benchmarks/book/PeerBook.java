package io.gantry.benchmarks.book;

import exchange.core2.core.common.IOrder;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.orderbook.IOrderBook;
import io.gantry.benchmarks.stream.CommandStream;
import java.util.function.Consumer;

/**
 * A book of exchange-core, as its matching engine uses it: {@link IOrderBook#processCommand} with one command holder, filled for
 * each command; then the chain of events is walked, once.
 */
public final class PeerBook implements BenchBook {
    private static final long START_NANOS = 1_750_000_000_000_000_000L;
    private static final long STEP_NANOS = 1_000;

    private final IOrderBook book;
    private final OrderCommand command = new OrderCommand();
    private final BookDigest digest = new BookDigest();
    private long timeNanos = START_NANOS;

    public PeerBook(IOrderBook book) {
        this.book = book;
        command.symbol = GantryBook.INSTRUMENT.symbolId();
    }

    /** The book itself. */
    public IOrderBook book() {
        return book;
    }

    @Override
    public void run(CommandStream stream, int from, int to) {
        for (int i = from; i < to; i++) {
            apply(stream, i);
        }
    }

    @Override
    public void time(CommandStream stream, int from, int to, int[] nanos) {
        long last = System.nanoTime();
        for (int i = from; i < to; i++) {
            apply(stream, i);
            long now = System.nanoTime();
            nanos[i - from] = (int) (now - last);
            last = now;
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
        to.orderId = stream.orderId(i);
        to.uid = stream.account(i);
        switch (stream.kind(i)) {
            case CommandStream.LIMIT_BUY -> enter(stream, i, OrderAction.BID, OrderType.GTC);
            case CommandStream.LIMIT_SELL -> enter(stream, i, OrderAction.ASK, OrderType.GTC);
            case CommandStream.IOC_BUY -> enter(stream, i, OrderAction.BID, OrderType.IOC);
            case CommandStream.IOC_SELL -> enter(stream, i, OrderAction.ASK, OrderType.IOC);
            case CommandStream.CANCEL -> to.command = OrderCommandType.CANCEL_ORDER;
            case CommandStream.REDUCE -> {
                to.command = OrderCommandType.REDUCE_ORDER;
                to.size = stream.quantity(i);
            }
            default -> {
                to.command = OrderCommandType.MOVE_ORDER;
                to.price = stream.price(i);
            }
        }
        timeNanos += STEP_NANOS;
        to.timestamp = timeNanos;
        to.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
        to.matcherEvent = null;
        fold(IOrderBook.processCommand(book, to));
    }

    private void enter(CommandStream stream, int i, OrderAction action, OrderType type) {
        OrderCommand to = command;
        to.command = OrderCommandType.PLACE_ORDER;
        to.action = action;
        to.orderType = type;
        to.price = stream.price(i);
        to.size = stream.quantity(i);
    }

    private void fold(CommandResultCode result) {
        OrderCommand done = command;
        if (result != CommandResultCode.SUCCESS) {
            digest.refused(done.orderId);
            return;
        }
        if (done.command == OrderCommandType.PLACE_ORDER || done.command == OrderCommandType.MOVE_ORDER) {
            digest.taken(done.orderId, done.price);
        }
        for (MatcherTradeEvent event = done.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                digest.traded(
                        event.matchedOrderId,
                        event.matchedOrderUid,
                        event.price,
                        event.size,
                        event.matchedOrderCompleted,
                        event.activeOrderCompleted);
            } else {
                digest.ended(done.orderId, event.price, event.size, event.activeOrderCompleted);
            }
        }
    }

    @Override
    public BookDigest digest() {
        return digest;
    }

    @Override
    public RestingOrders restingOrders() {
        RestingOrders orders = new RestingOrders();
        Consumer<IOrder> add = order ->
                orders.add(order.getOrderId(), order.getUid(), order.getPrice(), order.getSize() - order.getFilled());
        book.bidOrdersStream(true).forEach(add);
        book.askOrdersStream(true).forEach(add);
        return orders;
    }

    @Override
    public void validate() {
        book.validateInternalState();
    }
}
