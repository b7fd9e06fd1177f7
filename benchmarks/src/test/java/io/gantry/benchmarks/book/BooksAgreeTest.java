package io.gantry.benchmarks.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.benchmarks.measure.Books;
import io.gantry.benchmarks.stream.CommandStream;
import io.gantry.benchmarks.stream.MadeStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BooksAgreeTest {
    private static final int COMMANDS = 20_000;

    private static final Iterable<MadeStream> STREAMS = MadeStream.ALL;

    @ParameterizedTest
    @FieldSource("STREAMS")
    void shouldDoTheSameWhateverTheBook(MadeStream source) {
        for (int resting : List.of(1, 40, 2_000)) {
            for (long seed = 1; seed <= 2; seed++) {
                CommandStream stream = source.make(resting, COMMANDS, seed);
                PeerBook direct = run(new PeerBook(PeerParts.directBook()), stream);
                assertSame(direct, run(new PeerBook(PeerParts.naiveBook()), stream), resting, seed);
                for (String book : Books.names()) {
                    assertSame(direct, run(new GantryBook(Books.named(book)), stream), resting, seed);
                }
                assertThat(direct.digest().refused()).as("seed %d", seed).isZero();
                assertThat(direct.digest().trades()).as("seed %d", seed).isPositive();
            }
        }
    }

    private static <T extends BenchBook> T run(T book, CommandStream stream) {
        book.run(stream, 0, stream.size());
        book.validate();
        return book;
    }

    private static void assertSame(BenchBook one, BenchBook other, int resting, long seed) {
        assertThat(one.digest()).as("resting %d, seed %d", resting, seed).isEqualTo(other.digest());
        assertThat(one.restingOrders().difference(other.restingOrders()))
                .as("resting %d, seed %d", resting, seed)
                .isEmpty();
    }

    @Test
    void shouldDoTheSameWhetherTimedOrNot() {
        CommandStream stream = MadeStream.EC.make(100, 3_000, 5);
        int[] nanos = new int[1_000];

        BenchBook plain = run(new GantryBook(Books.named("flat")), stream);
        for (BenchBook book : List.of(new GantryBook(Books.named("flat")), new PeerBook(PeerParts.directBook()))) {
            book.run(stream, 0, stream.fill() + 1_000);
            book.time(stream, stream.fill() + 1_000, stream.fill() + 2_000, nanos);
            book.pace(stream, stream.fill() + 2_000, stream.size(), 1_000, nanos);
            assertSame(plain, book, 100, 5);
        }
    }

    @Test
    void shouldTellTheDifferenceWhenOneOrderIsAnother() {
        CommandStream stream = MadeStream.LOB.make(50, 100, 1);
        BenchBook whole = run(new GantryBook(Books.named("flat")), stream);
        BenchBook part = new GantryBook(Books.named("flat"));
        part.run(stream, 0, stream.fill());

        assertThat(whole.restingOrders().difference(part.restingOrders())).startsWith("resting order ");
        assertThat(whole.digest()).isNotEqualTo(part.digest());
    }
}
