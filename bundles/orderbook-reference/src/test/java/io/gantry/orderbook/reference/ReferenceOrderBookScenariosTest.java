package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.tck.book.OrderBookScenarios;

class ReferenceOrderBookScenariosTest extends OrderBookScenarios {

    @Override
    protected OrderBookFactory factory() {
        return new ReferenceOrderBookFactory();
    }
}
