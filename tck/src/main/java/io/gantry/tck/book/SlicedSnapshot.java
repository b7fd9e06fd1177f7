package io.gantry.tck.book;

import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import java.util.ArrayList;
import java.util.List;

/** An image that is written slice by slice while its book goes on, and what the book was when it began. */
final class SlicedSnapshot {

    private final BookPicture begun;
    private final int slice;
    private final List<byte[]> chunks = new ArrayList<>();
    private final BookSnapshot snapshot;
    private boolean ended;
    private int chunksAtEnd;

    SlicedSnapshot(OrderBook book, int slice) {
        begun = BookPicture.of(book);
        this.slice = slice;
        snapshot = book.snapshot(chunks::add);
    }

    /** Writes a slice; true when the image is complete. */
    boolean write() {
        ended = snapshot.write(slice);
        chunksAtEnd = chunks.size();
        return ended;
    }

    void writeAll() {
        while (!write()) {
            // goes on until it is complete
        }
    }

    void abandon() {
        snapshot.abandon();
        ended = true;
        chunksAtEnd = chunks.size();
    }

    /** How a book that is made of the image differs from what was when it began; empty if in nothing. */
    String difference(OrderBookFactory factory, Instrument instrument) {
        OrderBook restored = BookImages.restore(factory, instrument, chunks);
        restored.validate();
        return BookPicture.of(restored).differenceTo(begun);
    }

    /** Chunks that came after the end: there must be none. */
    int chunksTooMany() {
        return ended ? chunks.size() - chunksAtEnd : 0;
    }
}
