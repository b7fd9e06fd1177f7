package io.gantry.benchmarks.stream;

import io.gantry.benchmarks.BenchException;
import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowCommand;
import io.gantry.cli.flow.FlowCursor;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns a tape into commands, prices in ticks. Halts are left out: exchange-core's book knows none. Changes of orders that
 * traded otherwise than on the tape stay in, and are refused by every book.
 */
final class TapeReader {
    private static final int ACCOUNTS = 2_000;
    private static final int FIRST_ACCOUNT = 10_001;
    private static final int ROOM = 1 << 17;

    private final Flow flow;
    private final long tickSize;
    private final StreamRandom random;
    private final OpenOrders orders = new OpenOrders(ROOM);
    private final Judge judge = new Judge(orders);
    private final CommandStream stream = new CommandStream(ROOM);
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Map<Integer, Long> ids = new HashMap<>();

    TapeReader(Flow flow, long tickSize, long seed) {
        this.flow = flow;
        this.tickSize = tickSize;
        random = new StreamRandom(seed);
    }

    CommandStream read() {
        long resting = 0;
        try (FlowCursor cursor = flow.iterator()) {
            while (cursor.hasNext()) {
                FlowCommand command = cursor.next();
                switch (command.kind()) {
                    case NEW -> enter(command);
                    case CANCEL -> cancel(command.orderId());
                    case REDUCE -> reduce(command);
                    case MARKET_STATE -> {}
                    default -> throw new BenchException("a tape does not hold " + command.kind());
                }
                resting += orders.count();
            }
        }
        stream.noteResting(Math.round((float) resting / Math.max(1, stream.size())));
        while (orders.count() > 0) {
            cancel(ids.get(orders.at(orders.count() - 1)));
        }
        return stream;
    }

    private void enter(FlowCommand command) {
        int price = Math.toIntExact(command.price() / tickSize);
        if (price <= 0 || price >= OpenOrders.PRICE_LIMIT) {
            throw new BenchException("price " + command.price() + " is too high for a benchmark's stream");
        }
        int quantity = Math.toIntExact(command.quantity());
        boolean isBuy = command.side() == Side.BUY;
        boolean isIoc = command.timeInForce() == TimeInForce.IOC;
        int number = orders.enter(isBuy, price, quantity, FIRST_ACCOUNT + random.below(ACCOUNTS));
        numbers.put(command.orderId(), number);
        ids.put(number, command.orderId());
        stream.add(CommandStream.entry(isBuy, isIoc), command.orderId(), orders.account(number), price, quantity);
        judge.enter(number, isIoc);
    }

    private void cancel(long id) {
        int number = numbers.get(id);
        stream.add(CommandStream.CANCEL, id, orders.account(number), 0, 0);
        if (orders.isOpen(number)) {
            judge.cancel(number);
        }
    }

    private void reduce(FlowCommand command) {
        int number = numbers.get(command.orderId());
        int by = Math.toIntExact(command.quantity());
        stream.add(CommandStream.REDUCE, command.orderId(), orders.account(number), 0, by);
        if (orders.isOpen(number)) {
            judge.reduce(number, Math.min(by, orders.remaining(number)));
        }
    }
}
