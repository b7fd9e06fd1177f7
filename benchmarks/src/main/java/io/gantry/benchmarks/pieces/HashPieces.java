package io.gantry.benchmarks.pieces;

import io.gantry.engine.api.book.BookHash;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the state hash costs for an order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HashPieces {
    private long orderId = 1_000_000_001L;
    private long account = 10_017;
    private long price = 100_004;
    private long remaining = 100;
    private long tag = 77;

    /** An order's summand from all its fields. */
    @Benchmark
    public long orderHash() {
        return BookHash.order(BookHash.key(orderId++, account, price, tag), remaining);
    }

    /** The same when its key is known. */
    @Benchmark
    public long orderHashByKey() {
        return BookHash.order(orderId++, remaining);
    }
}
