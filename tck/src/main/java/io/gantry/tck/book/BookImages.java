package io.gantry.tck.book;

import io.gantry.engine.api.book.BookImageReader;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import java.util.ArrayList;
import java.util.List;

/** Images of books, and books of images. */
final class BookImages {

    private BookImages() {}

    /** A book's image, written in one go. */
    static List<byte[]> of(OrderBook book) {
        List<byte[]> chunks = new ArrayList<>();
        BookSnapshot snapshot = book.snapshot(chunks::add);
        while (!snapshot.write(Integer.MAX_VALUE)) {
            // some books write a bounded part at a time whatever they are asked
        }
        return chunks;
    }

    /** @throws io.gantry.engine.api.book.BookImageException if it is refused */
    static OrderBook restore(OrderBookFactory factory, Instrument instrument, List<byte[]> chunks) {
        BookImageReader reader = new BookImageReader(factory, instrument);
        chunks.forEach(reader::chunk);
        return reader.finish();
    }
}
