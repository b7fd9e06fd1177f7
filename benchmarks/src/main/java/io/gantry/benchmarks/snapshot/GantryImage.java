package io.gantry.benchmarks.snapshot;

import io.gantry.benchmarks.book.GantryBook;
import io.gantry.engine.api.book.BookImageReader;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import java.util.ArrayList;
import java.util.List;

/** An image of our book, written and read in one go. */
final class GantryImage {
    private final OrderBook book;
    private final OrderBookFactory factory;
    private List<byte[]> chunks = List.of();

    GantryImage(OrderBook book, OrderBookFactory factory) {
        this.book = book;
        this.factory = factory;
    }

    /** Returns how many milliseconds it took. */
    double write() {
        chunks = new ArrayList<>();
        long start = System.nanoTime();
        BookSnapshot snapshot = book.snapshot(chunks::add);
        boolean isDone = snapshot.write(Integer.MAX_VALUE);
        while (!isDone) {
            isDone = snapshot.write(Integer.MAX_VALUE);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    OrderBook read() {
        BookImageReader reader = new BookImageReader(factory, GantryBook.INSTRUMENT);
        chunks.forEach(reader::chunk);
        return reader.finish();
    }

    long bytes() {
        return chunks.stream().mapToLong(chunk -> chunk.length).sum();
    }
}
