package io.gantry.orderbook;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import io.gantry.tck.book.OrderBookEquivalence;

/** Profile {@code equivalence} runs ten thousand seeds. */
class FlatOrderBookEquivalenceTest extends OrderBookEquivalence {

    @Override
    protected OrderBookFactory factory() {
        return new FlatOrderBookFactory();
    }

    @Override
    protected OrderBookFactory oracle() {
        return new ReferenceOrderBookFactory();
    }
}
