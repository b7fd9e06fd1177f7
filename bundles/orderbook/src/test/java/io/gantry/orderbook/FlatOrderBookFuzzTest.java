package io.gantry.orderbook;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import io.gantry.tck.book.OrderBookFuzz;

class FlatOrderBookFuzzTest extends OrderBookFuzz {

    @Override
    protected OrderBookFactory factory() {
        return new FlatOrderBookFactory();
    }

    @Override
    protected OrderBookFactory oracle() {
        return new ReferenceOrderBookFactory();
    }
}
