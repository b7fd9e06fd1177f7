package io.gantry.simulator.check;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.protocol.BookEvent;
import io.gantry.simulator.world.Violation;
import java.util.TreeMap;
import org.agrona.collections.Long2LongHashMap;

/** I7 and I10 of one symbol: what is open of each order, by the events alone; no order trades after it is over. */
final class QuantityLedger {

    private static final long NOT_OPEN = -1;

    private final String symbol;
    private final Long2LongHashMap open = new Long2LongHashMap(NOT_OPEN);

    QuantityLedger(String symbol) {
        this.symbol = symbol;
    }

    void add(BookEvent event) {
        switch (event.kind()) {
            case ACCEPTED -> {
                require(open.get(event.orderId()) == NOT_OPEN, "I7", "entered while it is open", event);
                open.put(event.orderId(), event.quantity());
            }
            case TRADED -> {
                traded(event.orderId(), event.quantity(), event.remaining(), event);
                traded(event.makerOrderId(), event.quantity(), event.makerRemaining(), event);
            }
            case CANCELLED -> {
                require(open.get(event.orderId()) == event.quantity(), "I7", "cancelled by another quantity", event);
                open.remove(event.orderId());
            }
            case REDUCED -> {
                long left = open.get(event.orderId()) - event.quantity();
                require(left == event.remaining(), "I7", "reduced by another quantity", event);
                set(event.orderId(), left);
            }
            case REPLACED -> {
                require(open.get(event.orderId()) != NOT_OPEN, "I7", "replaced when it was over", event);
                set(event.orderId(), event.remaining());
            }
            case TRIGGERED ->
                require(open.get(event.orderId()) == event.quantity(), "I7", "triggered by another quantity", event);
            case REJECTED, MARKET_STATE, MASS_CANCELLED, RULES_CHANGED -> {}
        }
    }

    /** Entered = traded + cancelled + resting: what the events leave open is what rests. */
    void compare(OrderBook book) {
        TreeMap<Long, Long> resting = new TreeMap<>();
        book.forEachOrder(order -> resting.put(order.orderId(), order.remaining()));
        book.forEachStop(order -> resting.put(order.orderId(), order.remaining()));
        TreeMap<Long, Long> left = new TreeMap<>(open);
        if (!resting.equals(left)) {
            throw new Violation("I7", symbol + ": open by the events: " + left + ", in the book: " + resting);
        }
    }

    private void traded(long orderId, long quantity, long remaining, BookEvent event) {
        long before = open.get(orderId);
        require(before != NOT_OPEN, "I10", "order " + orderId + " traded when it was over", event);
        require(before - quantity == remaining, "I7", "order " + orderId + " has another rest", event);
        set(orderId, remaining);
    }

    private void set(long orderId, long quantity) {
        if (quantity == 0) {
            open.remove(orderId);
        } else {
            open.put(orderId, quantity);
        }
    }

    private void require(boolean holds, String rule, String what, BookEvent event) {
        if (!holds) {
            throw new Violation(rule, symbol + ": " + what + ": " + event);
        }
    }
}
