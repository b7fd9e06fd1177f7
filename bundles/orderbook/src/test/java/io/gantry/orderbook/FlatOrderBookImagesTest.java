package io.gantry.orderbook;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import io.gantry.tck.book.OrderBookImages;

class FlatOrderBookImagesTest extends OrderBookImages {

    @Override
    protected OrderBookFactory factory() {
        return new FlatOrderBookFactory();
    }

    @Override
    protected OrderBookFactory oracle() {
        return new ReferenceOrderBookFactory();
    }
}
