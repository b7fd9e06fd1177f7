package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookLoader;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import org.osgi.service.component.annotations.Component;

/** Makes {@code reference} books: slow, and right. */
@Component(name = ReferenceOrderBookFactory.PID)
public final class ReferenceOrderBookFactory implements OrderBookFactory {

    /** Name of the component. */
    public static final String PID = "io.gantry.orderbook.reference";

    static final String NAME = "reference";
    static final int VERSION = 1;

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
        return new ReferenceOrderBook(new BookState(instrument, BookFigures.EMPTY));
    }

    @Override
    public BookLoader load(Instrument instrument, BookFigures figures) {
        return new ReferenceBookLoader(instrument, figures);
    }
}
