package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;

/** Triggers stops after a command that traded, one after the other. Hot path. */
final class StopTriggers {

    private final Market market;
    private final OpenOrders open;
    private final Entry entry;
    private final TradedRange traded;
    private final Incoming incoming = new Incoming();

    StopTriggers(Market market, OpenOrders open, Entry entry, TradedRange traded) {
        this.market = market;
        this.open = open;
        this.entry = entry;
        this.traded = traded;
    }

    /** Triggers all that this command's trades have reached, and those that the trades of these reach. */
    void settle(BookEvents events) {
        if (market.state() == MarketState.OPEN) {
            int slot = nextReached();
            while (slot != 0) {
                trigger(slot, events);
                slot = nextReached();
            }
        }
        traded.clear();
    }

    private int nextReached() {
        if (open.buyStops.isReachedBy(open.buyStops.key(traded.high()))) {
            return open.orders.next(open.buyStops.best());
        }
        if (open.sellStops.isReachedBy(open.sellStops.key(traded.low()))) {
            return open.orders.next(open.sellStops.best());
        }
        return 0;
    }

    private void trigger(int slot, BookEvents events) {
        open.copy(slot, incoming);
        open.remove(slot);
        incoming.type = incoming.type == OrderType.STOP ? OrderType.MARKET : OrderType.LIMIT;
        incoming.stopPrice = 0;
        Side side = incoming.side;
        events.triggered(incoming.id, incoming.account, side, incoming.price, incoming.remaining);
        entry.tradeAndRest(incoming, events);
    }
}
