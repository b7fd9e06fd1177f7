package io.gantry.engine.api.book;

import io.gantry.engine.api.order.Instrument;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes order books. Registered as a service by a bundle that brings a book. */
@ConsumerType
public interface OrderBookFactory {

    /**
     * Name of the implementation, such as {@code flat}: operators choose a book by it, and it is written into logs, images and
     * status. Constant; 1 to 40 characters of {@code a-z 0-9 -}.
     */
    String name();

    /**
     * Version of the behaviour, above zero: raised when the same commands lead to another state, event or hash than before.
     * Books of other names and the same version agree. An image of a higher version is refused, and so is a log whose commands
     * were applied under another version.
     */
    int version();

    /**
     * Makes an empty, open book. Called on a partition's thread whenever a symbol is listed or recovered; may be called any
     * number of times for one symbol. Must not block. An exception takes the symbol out of service.
     */
    OrderBook create(Instrument instrument);

    /**
     * Begins to make a book that goes on where another one, of whatever implementation, was when its image was taken. Called on a
     * partition's thread; must not block.
     *
     * @throws IllegalArgumentException if no book can have these figures
     */
    BookLoader load(Instrument instrument, BookFigures figures);
}
