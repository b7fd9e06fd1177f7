package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookLoader;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the orders, and puts them into their queues by arrival when all are there. */
final class ReferenceBookLoader implements BookLoader {
    private final BookFigures figures;
    private final BookState state;
    private final OrderFaults faults;
    private final List<OpenOrder> collected = new ArrayList<>();
    private final Set<Long> orderIds = new HashSet<>();

    ReferenceBookLoader(Instrument instrument, BookFigures figures) {
        this.figures = figures;
        this.state = new BookState(instrument, figures);
        this.faults = new OrderFaults(state.grid);
        if (figures.lastTradePrice() % instrument.tickSize() != 0) {
            throw refused("last trade price " + figures.lastTradePrice() + " is no multiple of the tick size "
                    + instrument.tickSize());
        }
        if (figures.orders() > figures.arrivals()) {
            throw refused(figures.orders() + " orders cannot have come in " + figures.arrivals() + " arrivals");
        }
    }

    @Override
    public void order(BookOrder order) {
        if (!BookOrder.isTag(order.tag())) {
            throw refused("order " + order.orderId() + " has the tag " + Long.toHexString(order.tag()));
        }
        if (order.isSpecial() != order.hasDetails()) {
            throw refused(order + ": its tag says that it is " + (order.isSpecial() ? "not " : "") + "plain");
        }
        OpenOrder open = new OpenOrder(order);
        String fault = faults.of(open, figures.arrivals());
        if (!fault.isEmpty()) {
            throw refused(open + ": " + fault);
        }
        if (!orderIds.add(open.orderId)) {
            throw refused(open + ": another order has this id");
        }
        collected.add(open);
    }

    @Override
    public OrderBook finish() {
        if (collected.size() != figures.orders()) {
            throw refused(collected.size() + " orders came, " + figures.orders() + " were announced");
        }
        collected.sort(Comparator.comparingLong(order -> order.arrival));
        long arrivalBefore = 0;
        for (OpenOrder order : collected) {
            if (order.arrival == arrivalBefore) {
                throw refused(order + ": another order has this arrival");
            }
            arrivalBefore = order.arrival;
            state.orders.put(order);
        }
        if (state.marketState.isContinuous() && state.isCrossed()) {
            throw refused("bids and asks cross while the market is " + state.marketState + ": "
                    + state.orders.resting(Side.BUY).first() + " and "
                    + state.orders.resting(Side.SELL).first());
        }
        return new ReferenceOrderBook(state);
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("book of " + state.instrument.symbol() + ": " + why);
    }
}
