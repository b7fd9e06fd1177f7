package io.gantry.benchmarks.pieces;

import io.gantry.benchmarks.book.GantryBook;
import io.gantry.engine.api.book.BookImageReader;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole image, written to memory or read from it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ImagePieces {
    private OrderBook book;
    private OrderBookFactory factory;
    private List<byte[]> image = List.of();

    /** Takes the state's book and writes an image of it. */
    @Setup(Level.Trial)
    public void take(BookState state) {
        book = state.book();
        factory = state.factory();
        image = write();
    }

    /** All orders into chunks. */
    @Benchmark
    public List<byte[]> write() {
        List<byte[]> chunks = new ArrayList<>();
        BookSnapshot snapshot = book.snapshot(chunks::add);
        boolean isDone = false;
        while (!isDone) {
            isDone = snapshot.write(Integer.MAX_VALUE);
        }
        return chunks;
    }

    /** Chunks into a book. */
    @Benchmark
    public OrderBook restore() {
        BookImageReader reader = new BookImageReader(factory, GantryBook.INSTRUMENT);
        image.forEach(reader::chunk);
        return reader.finish();
    }
}
