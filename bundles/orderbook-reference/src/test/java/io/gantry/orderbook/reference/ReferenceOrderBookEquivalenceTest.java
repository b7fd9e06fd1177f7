package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.tck.book.OrderBookEquivalence;

/** The reference against itself: it is deterministic, its images keep all, and the random commands come across everything. */
class ReferenceOrderBookEquivalenceTest extends OrderBookEquivalence {

    @Override
    protected OrderBookFactory factory() {
        return new ReferenceOrderBookFactory();
    }

    @Override
    protected OrderBookFactory oracle() {
        return new ReferenceOrderBookFactory();
    }
}
