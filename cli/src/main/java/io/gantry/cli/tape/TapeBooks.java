package io.gantry.cli.tape;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import java.util.List;
import java.util.stream.Collectors;

/** The books that a tape can be played into. */
final class TapeBooks {
    private static final List<OrderBookFactory> ALL =
            List.of(new FlatOrderBookFactory(), new ReferenceOrderBookFactory());

    private TapeBooks() {}

    static List<OrderBookFactory> all() {
        return ALL;
    }

    /** The one of a name; none if there is no such book. */
    static List<OrderBookFactory> named(String name) {
        return ALL.stream().filter(factory -> factory.name().equals(name)).toList();
    }

    /** Their names, for people. */
    static String names() {
        return ALL.stream().map(OrderBookFactory::name).collect(Collectors.joining(" or "));
    }
}
