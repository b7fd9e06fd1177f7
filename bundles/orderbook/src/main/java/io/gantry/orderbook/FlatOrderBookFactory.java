package io.gantry.orderbook;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookLoader;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import org.osgi.service.component.annotations.Component;

/** Makes {@link FlatOrderBook}s. A service in the container; on a class path, {@code new} is enough. Thread-safe; the books are not. */
@Component(name = FlatOrderBookFactory.PID)
public final class FlatOrderBookFactory implements OrderBookFactory {

    /** Name of the component. */
    public static final String PID = "io.gantry.orderbook";

    /** What {@link #name()} answers. */
    public static final String NAME = "flat";

    /** What {@link #version()} answers. */
    public static final int VERSION = 1;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public OrderBook create(Instrument instrument) {
        return new FlatOrderBook(instrument);
    }

    @Override
    public BookLoader load(Instrument instrument, BookFigures figures) {
        return new FlatLoader(instrument, figures);
    }
}
