package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.TimeInForce;

/** Brings an order into the book that is not in it: a new one, a replaced one, a stop that was triggered. */
final class Entry {
    private final BookState state;
    private final Trading trading;

    Entry(BookState state, Trading trading) {
        this.state = state;
        this.trading = trading;
    }

    /** Stops wait; others trade, if the market trades, and what is left rests or is cancelled. */
    void enter(OpenOrder order, BookEvents events) {
        if (order.isStop()) {
            state.orders.add(order);
            return;
        }
        if (state.marketState.isContinuous()) {
            trading.trade(order, events);
        }
        if (order.remaining == 0) {
            return;
        }
        if (mayRest(order)) {
            state.orders.add(order);
        } else {
            BookState.tellCancelled(order, order.remaining, CancelReason.NOT_FILLED, events);
        }
    }

    private static boolean mayRest(OpenOrder order) {
        boolean isImmediate = order.timeInForce == TimeInForce.IOC || order.timeInForce == TimeInForce.FOK;
        return order.type == OrderType.LIMIT && !isImmediate;
    }
}
