package io.gantry.orderbook;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.tck.book.OrderBookContract;

class FlatOrderBookContractTest extends OrderBookContract {

    @Override
    protected OrderBookFactory factory() {
        return new FlatOrderBookFactory();
    }
}
