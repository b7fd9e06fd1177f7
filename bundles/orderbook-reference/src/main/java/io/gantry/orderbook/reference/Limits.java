package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;

/** The worst price a taker may trade at. */
final class Limits {
    private final BookState state;

    Limits(BookState state) {
        this.state = state;
    }

    /** Of a limit order its price; of a market order what the protection allows now. */
    long of(OpenOrder taker) {
        if (taker.type == OrderType.LIMIT) {
            return taker.price;
        }
        PriceQueues makers = state.orders.resting(taker.side.opposite());
        long ticks = state.rules.protectionTicks();
        if (ticks == 0 || makers.isEmpty()) {
            return taker.side == Side.BUY ? Long.MAX_VALUE : 0;
        }
        long tickSize = state.instrument.tickSize();
        long distance = ticks > Long.MAX_VALUE / tickSize ? Long.MAX_VALUE : ticks * tickSize;
        long best = makers.firstPrice();
        if (taker.side == Side.SELL) {
            return Math.max(0, best - distance);
        }
        return best > Long.MAX_VALUE - distance ? Long.MAX_VALUE : best + distance;
    }
}
