package io.gantry.cli.check;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.protocol.BookEvent;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongHashSet;

/**
 * Books quantities by the events alone, without a book: what of each order was entered, traded, cancelled and is open.
 * Sums may wrap around; they do so on both sides of an equation.
 */
final class QuantityLedger {
    private static final long NOT_OPEN = Long.MIN_VALUE;

    private final String symbol;
    private final Findings findings;
    private final Long2LongHashMap openByOrder = new Long2LongHashMap(NOT_OPEN);
    private final LongHashSet cancelledOrders = new LongHashSet();
    private long entered;
    private long traded;
    private long cancelled;

    QuantityLedger(String symbol, Findings findings) {
        this.symbol = symbol;
        this.findings = findings;
    }

    void apply(BookEvent event) {
        long orderId = event.orderId();
        switch (event.kind()) {
            case ACCEPTED -> enter(event);
            case TRADED -> {
                trade(event, orderId, event.remaining());
                trade(event, event.makerOrderId(), event.makerRemaining());
            }
            case CANCELLED -> {
                long open = takeOpen(event, orderId);
                cancelled += open;
                expect(event, orderId, event.quantity(), open);
                cancelledOrders.add(orderId);
            }
            case REDUCED -> {
                long open = takeOpen(event, orderId) - event.quantity();
                cancelled += event.quantity();
                expect(event, orderId, event.remaining(), open);
                openByOrder.put(orderId, open);
            }
            case REPLACED -> {
                long change = event.quantity() - takeOpen(event, orderId);
                entered += Math.max(change, 0);
                cancelled += Math.max(-change, 0);
                openByOrder.put(orderId, event.quantity());
            }
            case REJECTED, MARKET_STATE -> {}
        }
    }

    private void enter(BookEvent event) {
        if (openByOrder.put(event.orderId(), event.quantity()) != NOT_OPEN) {
            findings.add(Rule.QUANTITY, where(event) + ": order " + event.orderId() + " entered while it was open");
        }
        entered += event.quantity();
        cancelledOrders.remove(event.orderId());
    }

    private void trade(BookEvent event, long orderId, long remaining) {
        if (!openByOrder.containsKey(orderId) && cancelledOrders.contains(orderId)) {
            findings.add(Rule.CANCEL_IS_FINAL, where(event) + ": order " + orderId + " trades after it was cancelled");
        }
        long open = takeOpen(event, orderId) - event.quantity();
        traded += event.quantity();
        expect(event, orderId, remaining, open);
        if (open != 0) {
            openByOrder.put(orderId, open);
        }
    }

    private long takeOpen(BookEvent event, long orderId) {
        long open = openByOrder.remove(orderId);
        if (open == NOT_OPEN) {
            findings.add(Rule.QUANTITY, where(event) + ": order " + orderId + " is not open");
            return 0;
        }
        return open;
    }

    private void expect(BookEvent event, long orderId, long told, long booked) {
        if (told != booked || booked < 0) {
            findings.add(
                    Rule.QUANTITY,
                    where(event) + ": order " + orderId + " has " + told + " open by the event, " + booked
                            + " by entered - traded - cancelled");
        }
    }

    /** Quantity that is open by the events. */
    long resting() {
        return entered - traded - cancelled;
    }

    /** Compares order by order with what rests in the reference book, and the sum with what rests in the worker's. */
    void close(OrderBook reference) {
        Long2LongHashMap left = new Long2LongHashMap(NOT_OPEN);
        openByOrder.forEachLong(left::put);
        long[] resting = {0};
        reference.forEachOrder((orderId, account, side, price, remaining, arrival, postOnly) -> {
            resting[0] += remaining;
            long open = left.remove(orderId);
            if (open != remaining) {
                findings.add(
                        Rule.QUANTITY,
                        symbol + ": order " + orderId + " has " + (open == NOT_OPEN ? 0 : open)
                                + " open by entered - traded - cancelled, and rests with " + remaining);
            }
        });
        left.forEachLong((orderId, open) -> findings.add(
                Rule.QUANTITY,
                symbol + ": order " + orderId + " has " + open
                        + " open by entered - traded - cancelled, and does not rest"));
        compareSum("the reference book", resting[0]);
    }

    /** Compares the sum over all orders with that of a book. */
    void compareSum(String book, long restingThere) {
        if (restingThere != resting()) {
            findings.add(
                    Rule.QUANTITY,
                    symbol + ": entered " + entered + " - traded " + traded + " - cancelled " + cancelled + " = "
                            + resting() + ", but " + book + " holds " + restingThere);
        }
    }

    private String where(BookEvent event) {
        return symbol + " event " + event.eventSequence();
    }
}
