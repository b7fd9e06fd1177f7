package io.gantry.benchmarks.measure;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import java.util.List;

/** Our books, by name. */
public final class Books {

    private static final List<OrderBookFactory> ALL =
            List.of(new FlatOrderBookFactory(), new ReferenceOrderBookFactory());

    private Books() {}

    /** Their names, the one that is measured by default first. */
    public static List<String> names() {
        return ALL.stream().map(OrderBookFactory::name).toList();
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static OrderBookFactory named(String name) {
        return ALL.stream()
                .filter(factory -> factory.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no book is named " + name + "; there are " + names()));
    }
}
