package io.gantry.engine.api.book;

import io.gantry.engine.api.order.Instrument;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes order books. Registered as a service by a bundle that brings a book. */
@ConsumerType
public interface OrderBookFactory {

    /** Name of the implementation, such as {@code plain}; goes into logs and status. Constant. */
    String name();

    /**
     * Makes an empty, open book. Called on a partition's thread whenever a symbol is listed, imported or recovered; may be called any
     * number of times for one symbol. Must not block. An exception takes the symbol out of service.
     */
    OrderBook create(Instrument instrument);
}
