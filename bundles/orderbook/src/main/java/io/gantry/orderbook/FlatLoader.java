package io.gantry.orderbook;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookLoader;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Instrument;

/** Makes a book of orders that come in any order: each straight into its record; index and queues at the end, by arrival. */
final class FlatLoader implements BookLoader {

    private static final int TOUCHED_AHEAD = 16;

    private final Market market;
    private final OpenOrders open;
    private final OrderChecks checks;
    private final BookFigures figures;

    /** Sees orders before their turn, so that cache misses overlap; kept, lest the compiler leaves the reads out. */
    private long touched;

    FlatLoader(Instrument instrument, BookFigures figures) {
        this.figures = figures;
        market = new Market(instrument);
        market.state(figures.marketState());
        market.rules(figures.rules());
        market.lastTradePrice(figures.lastTradePrice());
        if (figures.lastTradePrice() != 0 && !market.isTick(figures.lastTradePrice())) {
            throw new IllegalArgumentException("last trade price " + figures.lastTradePrice()
                    + " is not a multiple of tick size " + instrument.tickSize());
        }
        open = new OpenOrders(market);
        open.arrivals(figures.arrivals());
        open.keepCounts(figures.rules().maxOpenOrders() != 0);
        checks = new OrderChecks(market, figures.arrivals());
    }

    @Override
    public void order(BookOrder order) {
        checks.check(order);
        if (open.size() == figures.orders()) {
            throw new IllegalArgumentException(
                    "order " + order.orderId() + " is one more than the " + figures.orders() + " that there are to be");
        }
        int details = 0;
        if (order.isSpecial()) {
            details = open.details.add(
                    order.type(),
                    order.group(),
                    order.stopPrice(),
                    order.displayQuantity(),
                    order.hidden(),
                    order.expireNanos());
        }
        open.place(order.orderId(), order.account(), order.price(), order.remaining(), order.tag(), details);
    }

    @Override
    public OrderBook finish() {
        int size = open.size();
        if (size != figures.orders()) {
            throw new IllegalArgumentException(size + " orders came, " + figures.orders() + " there are to be");
        }
        int twice = open.index.build(size);
        if (twice != 0) {
            throw new IllegalArgumentException("order " + open.orders.id(twice) + " comes twice");
        }
        link(size);
        requireSides();
        return new FlatOrderBook(market, open);
    }

    /** Puts all orders into their queues, the oldest first. */
    private void link(int size) {
        int[] slots = new int[size];
        for (int i = 0; i < size; i++) {
            slots[i] = i + 1;
        }
        slots = ArrivalSort.sort(open.orders, slots, size);
        long before = 0;
        for (int i = 0; i < size; i++) {
            long arrival = BookOrder.arrivalOf(open.orders.tag(slots[i]));
            if (arrival == before) {
                throw new IllegalArgumentException("orders " + open.orders.id(slots[i - 1]) + " and "
                        + open.orders.id(slots[i]) + " have the same arrival " + arrival);
            }
            before = arrival;
            open.join(slots[i]);
            touched ^= open.orders.id(slots[Math.min(i + TOUCHED_AHEAD, size - 1)]);
        }
    }

    private void requireSides() {
        if (market.state().isContinuous() && open.isCrossed()) {
            throw new IllegalArgumentException("order "
                    + open.orders.id(open.orders.next(open.bids.best())) + " bids " + open.bids.bestPrice()
                    + ", which crosses order " + open.orders.id(open.orders.next(open.asks.best())) + " that asks "
                    + open.asks.bestPrice() + ", while the market is " + market.state());
        }
    }
}
