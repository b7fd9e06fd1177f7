package io.gantry.partition;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.partition.PartitionException;

/** Where partitions get the books of new symbols from. Any thread. */
@FunctionalInterface
public interface BookSource {

    /**
     * The factory that the configuration names. To be used for one symbol and not to be kept: another one may be there next time.
     *
     * @throws PartitionException if it is not here (any more)
     */
    OrderBookFactory factory();

    /** Name and version for people, such as {@code flat 1}. */
    static String label(OrderBookFactory factory) {
        return label(factory.name(), factory.version());
    }

    static String label(String name, int version) {
        return name + " " + version;
    }
}
