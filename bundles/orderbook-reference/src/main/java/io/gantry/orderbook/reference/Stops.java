package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import java.util.Optional;

/** Triggers stops after a command (section 7). */
final class Stops {
    private final BookState state;
    private final TradeRange range;
    private final Entry entry;

    Stops(BookState state, TradeRange range, Entry entry) {
        this.state = state;
        this.range = range;
        this.entry = entry;
    }

    /** One after the other, each with what its trades set off, until none is left that a trade has reached. */
    void trigger(BookEvents events) {
        for (Optional<OpenOrder> next = next(); next.isPresent(); next = next()) {
            trigger(next.get(), events);
        }
    }

    private Optional<OpenOrder> next() {
        PriceQueues buys = state.orders.stops(Side.BUY);
        if (!buys.isEmpty() && range.reachesUpTo(buys.firstPrice())) {
            return Optional.of(buys.first());
        }
        PriceQueues sells = state.orders.stops(Side.SELL);
        if (!sells.isEmpty() && range.reachesDownTo(sells.firstPrice())) {
            return Optional.of(sells.first());
        }
        return Optional.empty();
    }

    private void trigger(OpenOrder stop, BookEvents events) {
        state.orders.remove(stop);
        events.triggered(stop.orderId, stop.account, stop.side, stop.price, stop.remaining);
        stop.type = stop.type == OrderType.STOP ? OrderType.MARKET : OrderType.LIMIT;
        stop.stopPrice = 0;
        entry.enter(stop, events);
    }
}
