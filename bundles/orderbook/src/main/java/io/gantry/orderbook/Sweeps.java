package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.TimeInForce;
import java.util.Arrays;

/**
 * Cancels many orders at once: those whose time is over, those of a mass cancel, those of the day. The latter two walk all
 * records in the order of memory, and allocate arrays for what they find.
 */
final class Sweeps {

    private final Market market;
    private final OpenOrders open;
    private final Orders orders;
    private final Changes changes;

    Sweeps(Market market, OpenOrders open, Changes changes) {
        this.market = market;
        this.open = open;
        orders = open.orders;
        this.changes = changes;
    }

    /** Cancels the orders that expire by now. Hot path. */
    void expire(long timeNanos, BookEvents events) {
        while (open.expiries.size() > 0 && open.expiries.next() <= timeNanos) {
            changes.cancel(open.expiries.at(1), CancelReason.EXPIRED, events);
        }
    }

    /** The trading day is over. */
    void expireDayOrders(BookEvents events) {
        cancel(tag -> BookOrder.timeInForceOf(tag) == TimeInForce.DAY, 0, CancelReason.EXPIRED, events);
    }

    /** The command MASS_CANCEL. */
    void massCancel(OrderCommand command, BookEvents events) {
        if (market.state() == MarketState.CLOSED) {
            events.rejected(command.orderId(), command.account(), RejectReason.MARKET_STATE_FORBIDS);
            return;
        }
        if (command.account() < 0) {
            events.rejected(command.orderId(), command.account(), RejectReason.INVALID_ID);
            return;
        }
        CancelScope scope = command.scope();
        int cancelled = cancel(
                tag -> scope.covers(BookOrder.sideOf(tag)), command.account(), CancelReason.MASS_CANCELLED, events);
        events.massCancelled(command.account(), scope, cancelled);
    }

    private int cancel(TagFilter filter, long account, CancelReason reason, BookEvents events) {
        int[] found = new int[Math.min(64, open.size())];
        int size = 0;
        for (int slot = 1; slot < orders.top(); slot++) {
            if (orders.id(slot) != 0
                    && (account == 0 || orders.account(slot) == account)
                    && filter.takes(orders.tag(slot))) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, Math.min(2 * size, open.size()));
                }
                found[size++] = slot;
            }
        }
        int[] oldestFirst = new ArrivalSort(orders, found, size).slots();
        for (int i = 0; i < size; i++) {
            changes.cancel(oldestFirst[i], reason, events);
        }
        return size;
    }

    /** Tells by an order's tag whether it is meant. */
    @FunctionalInterface
    private interface TagFilter {
        boolean takes(long tag);
    }
}
