package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.tck.book.OrderBookFuzz;

class ReferenceOrderBookFuzzTest extends OrderBookFuzz {

    @Override
    protected OrderBookFactory factory() {
        return new ReferenceOrderBookFactory();
    }

    @Override
    protected OrderBookFactory oracle() {
        return new ReferenceOrderBookFactory();
    }
}
