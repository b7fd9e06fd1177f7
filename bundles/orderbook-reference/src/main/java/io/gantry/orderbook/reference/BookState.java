package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;

/** Everything that a book is, for the parts of it that decide and trade. */
final class BookState {
    final Instrument instrument;
    final Grid grid;
    final OpenOrders orders;
    MarketState marketState;
    TradingRules rules;
    long lastTradePrice;

    BookState(Instrument instrument, BookFigures figures) {
        this.instrument = instrument;
        this.grid = new Grid(instrument);
        this.orders = new OpenOrders(figures.arrivals());
        this.marketState = figures.marketState();
        this.rules = figures.rules();
        this.lastTradePrice = figures.lastTradePrice();
    }

    BookFigures figures() {
        return new BookFigures(
                marketState,
                rules,
                lastTradePrice,
                orders.arrivals(),
                orders.all().size());
    }

    /** Do bids and asks cross? */
    boolean isCrossed() {
        PriceQueues bids = orders.resting(Side.BUY);
        return !bids.isEmpty() && orders.resting(Side.SELL).isReachedBy(bids.firstPrice());
    }

    /** Has the last trade reached a stop? */
    boolean isThrough(Side side, long stopPrice) {
        return lastTradePrice != 0 && (side == Side.BUY ? lastTradePrice >= stopPrice : lastTradePrice <= stopPrice);
    }

    /** Takes an open order out, and tells it. */
    void cancel(OpenOrder order, CancelReason reason, BookEvents events) {
        orders.remove(order);
        tellCancelled(order, order.remaining, reason, events);
    }

    static void tellCancelled(OpenOrder order, long quantity, CancelReason reason, BookEvents events) {
        events.cancelled(order.orderId, order.account, order.side, order.price, quantity, reason);
    }

    static void tellReduced(OpenOrder order, long by, BookEvents events) {
        events.reduced(order.orderId, order.account, order.side, order.price, by, order.remaining);
    }
}
