package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import org.osgi.service.component.annotations.Component;

/**
 * Makes {@link PlainOrderBook}s. A service in the container; on a class path, {@code new} is enough. Thread-safe; the
 * books are not.
 */
@Component(name = PlainOrderBookFactory.PID)
public final class PlainOrderBookFactory implements OrderBookFactory {

    /** Name of the component. */
    public static final String PID = "io.gantry.orderbook";

    /** What {@link #name()} answers. */
    public static final String NAME = "plain";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public OrderBook create(Instrument instrument) {
        return new PlainOrderBook(instrument);
    }
}
