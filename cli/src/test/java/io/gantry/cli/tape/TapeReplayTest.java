package io.gantry.cli.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowSpec;
import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookLoader;
import io.gantry.engine.api.book.BookOrderVisitor;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.ImageSink;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A book that differs is found, at the command where it first does. */
final class TapeReplayTest {
    private static final OrderBookFactory HONEST = new ReferenceOrderBookFactory();

    @TempDir
    private Path folder;

    private Flow flow;

    @BeforeEach
    void openTape() throws IOException {
        Path tape = Files.writeString(
                folder.resolve("TEST_message_1.csv"), "1,1,7,100,10000,1\n2,2,7,30,10000,1\n3,3,7,70,10000,1\n");
        flow = FlowSpec.parse("lobster:" + tape).open();
    }

    @Test
    void shouldAgreeWhenBothBooksAreRight() {
        TapeResult result = new TapeReplay(flow, List.of(HONEST, HONEST)).run();

        assertThat(result.agreed()).isTrue();
        assertThat(result.isCompared()).isTrue();
        assertThat(result.commands()).isEqualTo(3);
    }

    @Test
    void shouldNameTheCommandWhenAnEventDiffers() {
        TapeResult result = new TapeReplay(flow, List.of(HONEST, new Lying(1, 0))).run();

        assertThat(result.agreed()).isFalse();
        assertThat(result.difference().orElseThrow())
                .startsWith("command 2 (REDUCE ")
                .contains("reference 1 told [REDUCED order 7 of 1 BUY 30@10000 left 70]")
                .contains("lying 1 [REDUCED order 7 of 1 BUY 31@10000 left 69]");
        assertThat(result.commands()).as("the first book plays on").isEqualTo(3);
    }

    @Test
    void shouldNameTheCommandWhenOnlyTheHashDiffers() {
        TapeResult result = new TapeReplay(flow, List.of(HONEST, new Lying(0, 1))).run();

        assertThat(result.difference().orElseThrow())
                .startsWith("command 1 (NEW ")
                .contains("same events, but reference 1 has the state hash");
    }

    /** Makes books that reduce by something more, or tell a hash that is too high. */
    private record Lying(long tooMuch, long tooHigh) implements OrderBookFactory {
        @Override
        public String name() {
            return "lying";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public OrderBook create(Instrument instrument) {
            return new LyingBook(HONEST.create(instrument), this);
        }

        @Override
        public BookLoader load(Instrument instrument, BookFigures figures) {
            throw new UnsupportedOperationException("no tape loads a book");
        }
    }

    private record LyingBook(OrderBook honest, Lying lie) implements OrderBook {
        @Override
        public void apply(OrderCommand command, long timeNanos, BookEvents events) {
            OrderCommand changed = new OrderCommand().copyFrom(command);
            if (command.kind() == CommandKind.REDUCE) {
                changed.quantity(command.quantity() + lie.tooMuch);
            }
            honest.apply(changed, timeNanos, events);
        }

        @Override
        public long nextExpiryNanos() {
            return honest.nextExpiryNanos();
        }

        @Override
        public void expire(long timeNanos, BookEvents events) {
            honest.expire(timeNanos, events);
        }

        @Override
        public void tellDepth(boolean isWanted) {
            honest.tellDepth(isWanted);
        }

        @Override
        public void forEachLevel(Side side, LevelVisitor visitor) {
            honest.forEachLevel(side, visitor);
        }

        @Override
        public BookFigures figures() {
            return honest.figures();
        }

        @Override
        public void forEachOrder(Side side, BookOrderVisitor visitor) {
            honest.forEachOrder(side, visitor);
        }

        @Override
        public void forEachStop(BookOrderVisitor visitor) {
            honest.forEachStop(visitor);
        }

        @Override
        public BookSnapshot snapshot(ImageSink sink) {
            return honest.snapshot(sink);
        }

        @Override
        public long stateHash() {
            return honest.stateHash() + lie.tooHigh;
        }

        @Override
        public void validate() {
            honest.validate();
        }
    }
}
