package io.gantry.partition;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookLoader;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;

/** Reference books under another name and version. */
record OtherBooks(String name, int version) implements OrderBookFactory {

    private static final OrderBookFactory REFERENCE = new ReferenceOrderBookFactory();

    @Override
    public OrderBook create(Instrument instrument) {
        return REFERENCE.create(instrument);
    }

    @Override
    public BookLoader load(Instrument instrument, BookFigures figures) {
        return REFERENCE.load(instrument, figures);
    }
}
