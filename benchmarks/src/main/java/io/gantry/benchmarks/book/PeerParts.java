package io.gantry.benchmarks.book;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import exchange.core2.core.orderbook.OrderBookNaiveImpl;
import java.util.HashMap;
import net.openhft.chronicle.bytes.BytesIn;

/**
 * What exchange-core's books are made of, as its own matching engine makes it: the same sizes of object pools, logging of warnings
 * only. The symbol is a future, so that no reserved price is looked at. Its release 0.5.3 has the pooling of events
 * switched off by a constant: every event is a new object, and is left to the collector when it has been consumed.
 */
public final class PeerParts {
    private static final int KIBI = 1024;

    private PeerParts() {}

    /** An empty book of the fast kind. */
    public static OrderBookDirectImpl directBook() {
        return new OrderBookDirectImpl(symbol(), pool(), events(), LoggingConfiguration.DEFAULT);
    }

    /** An empty book of the plain kind. */
    public static OrderBookNaiveImpl naiveBook() {
        return new OrderBookNaiveImpl(symbol(), pool(), events(), LoggingConfiguration.DEFAULT);
    }

    /** A book from an image. */
    public static IOrderBook read(BytesIn<?> image) {
        return IOrderBook.create(image, pool(), events(), LoggingConfiguration.DEFAULT);
    }

    private static ObjectsPool pool() {
        HashMap<Integer, Integer> sizes = new HashMap<>();
        sizes.put(ObjectsPool.DIRECT_ORDER, KIBI * KIBI);
        sizes.put(ObjectsPool.DIRECT_BUCKET, 64 * KIBI);
        sizes.put(ObjectsPool.ART_NODE_4, 32 * KIBI);
        sizes.put(ObjectsPool.ART_NODE_16, 16 * KIBI);
        sizes.put(ObjectsPool.ART_NODE_48, 8 * KIBI);
        sizes.put(ObjectsPool.ART_NODE_256, 4 * KIBI);
        return new ObjectsPool(sizes);
    }

    private static OrderBookEventsHelper events() {
        return new OrderBookEventsHelper(MatcherTradeEvent::new);
    }

    private static CoreSymbolSpecification symbol() {
        return CoreSymbolSpecification.builder()
                .symbolId(GantryBook.INSTRUMENT.symbolId())
                .type(SymbolType.FUTURES_CONTRACT)
                .baseCurrency(840)
                .quoteCurrency(978)
                .baseScaleK(1)
                .quoteScaleK(1)
                .build();
    }
}
