package io.gantry.benchmarks.pieces;

import io.gantry.benchmarks.book.GantryBook;
import io.gantry.benchmarks.measure.Books;
import io.gantry.benchmarks.stream.CommandStream;
import io.gantry.benchmarks.stream.MadeStream;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A book with orders that have come and gone for a while. */
@State(Scope.Thread)
public class BookState {
    private static final long SEED = 1;

    /** How many orders rest. */
    @Param({"10000", "1000000"})
    private int resting;

    /** Which book. */
    @Param("flat")
    private String book;

    private OrderBookFactory factory;
    private OrderBook made;

    /** Fills the book. */
    @Setup(Level.Trial)
    public void fill() {
        factory = Books.named(book);
        CommandStream stream = MadeStream.LOB_RANDOM.make(resting, resting, SEED);
        GantryBook filled = new GantryBook(factory);
        filled.run(stream, 0, stream.size());
        made = filled.book();
    }

    OrderBook book() {
        return made;
    }

    OrderBookFactory factory() {
        return factory;
    }
}
