package io.gantry.orderbook;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookLoader;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Instrument;

/** Makes a book of orders that come in any order: each straight into its record; index and queues at the end, by arrival. */
final class FlatLoader implements BookLoader {

    private static final int TOUCHED_AHEAD = 32;

    /** A power of two that a short holds. */
    private static final int GROUPS = 1 << 12;

    private final Market market;
    private final OpenOrders open;
    private final OrderChecks checks;
    private final BookFigures figures;

    /** Keeps the compiler from leaving out reads whose result nobody needs. */
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

    /** Puts all orders into their queues: price by price, so that neighbours in a queue are near, and in each the oldest first. */
    private void link(int size) {
        int[] slots = new int[size];
        for (int i = 0; i < size; i++) {
            slots[i] = i + 1;
        }
        ArrivalSort sort = new ArrivalSort(open.orders, slots, size);
        int repeated = sort.firstRepeated();
        if (repeated != 0) {
            int slot = sort.slots()[repeated];
            throw new IllegalArgumentException("orders " + open.orders.id(sort.slots()[repeated - 1]) + " and "
                    + open.orders.id(slot) + " have the same arrival " + BookOrder.arrivalOf(open.orders.tag(slot)));
        }
        int[] sorted = groupByLevel(sort.slots(), size);
        for (int from = 0; from < size; from += TOUCHED_AHEAD) {
            int to = Math.min(from + TOUCHED_AHEAD, size);
            touch(sorted, from, to);
            for (int i = from; i < to; i++) {
                open.join(sorted[i]);
            }
        }
    }

    /** Reads orders before their turn, all in a row, so that the cache misses overlap. */
    private void touch(int[] slots, int from, int to) {
        long seen = touched;
        for (int i = from; i < to; i++) {
            seen ^= open.orders.id(slots[i]);
        }
        touched = seen;
    }

    /** Brings orders of a level together and leaves their order among each other as it is; levels may share a group. */
    private int[] groupByLevel(int[] slots, int size) {
        short[] groups = new short[size + 1];
        int[] ends = new int[GROUPS];
        for (int slot = 1; slot <= size; slot++) {
            int group = (int) market.ticks.quotient(open.joinPrice(slot)) & GROUPS - 1;
            groups[slot] = (short) group;
            ends[group]++;
        }
        for (int group = 1; group < GROUPS; group++) {
            ends[group] += ends[group - 1];
        }
        int[] grouped = new int[size];
        for (int i = size - 1; i >= 0; i--) {
            grouped[--ends[groups[slots[i]]]] = slots[i];
        }
        return grouped;
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
