package io.gantry.cli.check;

import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.BookOrderVisitor;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CancelReason;
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
    private long massCancelled;

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
                massCancelled += event.code() == CancelReason.MASS_CANCELLED.ordinal() ? 1 : 0;
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
            case TRIGGERED -> {
                long open = takeOpen(event, orderId);
                expect(event, orderId, event.quantity(), open);
                openByOrder.put(orderId, open);
            }
            case MASS_CANCELLED -> massCancel(event);
            case REJECTED, MARKET_STATE, RULES_CHANGED -> {}
        }
    }

    private void enter(BookEvent event) {
        if (openByOrder.put(event.orderId(), event.quantity()) != NOT_OPEN) {
            findings.add(Rule.QUANTITY, where(event) + ": order " + event.orderId() + " entered while it was open");
        }
        entered += event.quantity();
        cancelledOrders.remove(event.orderId());
    }

    /** A mass cancel says how many orders it took, behind the last of them. */
    private void massCancel(BookEvent event) {
        if (event.quantity() != massCancelled) {
            findings.add(
                    Rule.QUANTITY,
                    where(event) + ": a mass cancel took " + event.quantity() + " orders by its own account, and "
                            + massCancelled + " by the events before it");
        }
        massCancelled = 0;
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

    /** Quantity that is open by the events, that of stops included. */
    long resting() {
        return entered - traded - cancelled;
    }

    /** Compares order by order with what is open in the reference book, stops included, and the sum. */
    void close(OrderBook reference) {
        Long2LongHashMap left = new Long2LongHashMap(NOT_OPEN);
        openByOrder.forEachLong(left::put);
        long[] resting = {0};
        BookOrderVisitor compare = order -> {
            resting[0] += order.remaining();
            compareOpen(order, left.remove(order.orderId()));
        };
        reference.forEachOrder(compare);
        reference.forEachStop(compare);
        left.forEachLong((orderId, open) -> findings.add(
                Rule.QUANTITY,
                symbol + ": order " + orderId + " has " + open
                        + " open by entered - traded - cancelled, and is not in the reference book"));
        compareSum("the reference book", resting[0]);
    }

    private void compareOpen(BookOrder order, long open) {
        if (open != order.remaining()) {
            findings.add(
                    Rule.QUANTITY,
                    symbol + ": order " + order.orderId() + " has " + (open == NOT_OPEN ? 0 : open)
                            + " open by entered - traded - cancelled, and " + order.remaining()
                            + " in the reference book");
        }
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
