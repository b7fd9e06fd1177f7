package io.gantry.orderbook;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.tck.book.OrderBookScenarios;

class FlatOrderBookScenariosTest extends OrderBookScenarios {

    @Override
    protected OrderBookFactory factory() {
        return new FlatOrderBookFactory();
    }
}
