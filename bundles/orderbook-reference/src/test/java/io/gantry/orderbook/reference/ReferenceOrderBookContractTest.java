package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.tck.book.OrderBookContract;

class ReferenceOrderBookContractTest extends OrderBookContract {

    @Override
    protected OrderBookFactory factory() {
        return new ReferenceOrderBookFactory();
    }
}
