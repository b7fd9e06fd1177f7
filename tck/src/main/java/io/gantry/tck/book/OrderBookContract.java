package io.gantry.tck.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a book and its factory promise besides the rules of trading. */
public abstract class OrderBookContract {

    private static final Instrument INSTRUMENT = new Instrument("TEST", 1, 2, 5, 10);

    private final EventLog events = new EventLog();

    /** The book to be proved. */
    protected abstract OrderBookFactory factory();

    @Test
    void shouldHaveAConstantNameAndVersion() {
        assertThat(factory().name())
                .matches("[a-z0-9-]{1,40}")
                .isEqualTo(factory().name());
        assertThat(factory().version()).isPositive().isEqualTo(factory().version());
    }

    @Test
    void shouldBeEmptyAndOpenWhenNew() {
        OrderBook book = factory().create(INSTRUMENT);

        assertThat(book.figures()).isEqualTo(BookFigures.EMPTY);
        assertThat(BookPicture.of(book).rows()).isEmpty();
        assertThat(book.stateHash())
                .isEqualTo(BookHash.of(book))
                .isEqualTo(BookHash.figures(MarketState.OPEN, TradingRules.NONE, 0, 0, 0));
        book.validate();
    }

    @Test
    void shouldMakeBooksThatKnowNothingOfEachOther() {
        OrderBook one = factory().create(INSTRUMENT);
        OrderBook other = factory().create(INSTRUMENT);
        long empty = other.stateHash();

        apply(one, "buy 1 10@100");

        assertThat(other.stateHash()).isEqualTo(empty);
        assertThat(apply(other, "buy 1 10@100")).containsExactly("accepted 1 of 7 buy 10@100");
    }

    @Test
    void shouldHashAsTheApiSaysWhenOrdersAreOfEveryKind() {
        OrderBook book = factory().create(INSTRUMENT);
        apply(book, "rules low 50 high 200 max-open 9 day-end 17:00");
        apply(book, "buy 1 50@100 show 20 group 4 DECREMENT");
        apply(book, "sell 2 10@110 post-only DAY");
        apply(book, "buy 3 10@150 stop 120 GTD until 10:00 of 9");

        long expected =
                BookHash.figures(MarketState.OPEN, new TradingRules(50, 200, 0, 9, 17 * 3_600_000_000_000L), 0, 3, 3);
        for (BookRow row : BookPicture.of(book).rows()) {
            expected += BookHash.order(row.toOrder());
        }
        assertThat(book.stateHash()).isEqualTo(expected);
        assertThat(BookPicture.of(book).rows()).hasSize(3);
    }

    @Test
    void shouldNeverThrowWhenValuesAreBad() {
        for (long seed = 1; seed <= 40; seed++) {
            RandomCommands commands = new RandomCommands(seed, Profile.BAD);
            OrderBook book = factory().create(commands.instrument());
            for (Step step : commands.steps()) {
                if (step instanceof Step.Apply apply) {
                    assertThatCode(() -> book.apply(apply.command(), apply.timeNanos(), events))
                            .as("%s: %s", commands, CommandText.of(apply.command()))
                            .doesNotThrowAnyException();
                    assertThat(events.take())
                            .as("%s: %s", commands, CommandText.of(apply.command()))
                            .isNotEmpty();
                }
            }
            book.validate();
        }
    }

    @Test
    void shouldLeaveTheCommandAsItIs() {
        for (long seed = 1; seed <= Profile.LARGE.ordinal(); seed++) {
            RandomCommands commands = new RandomCommands(seed);
            OrderBook book = factory().create(commands.instrument());
            for (Step step : commands.steps()) {
                if (step instanceof Step.Apply apply) {
                    String before = CommandText.of(apply.command());
                    book.apply(apply.command(), apply.timeNanos(), events);
                    assertThat(CommandText.of(apply.command()))
                            .as(commands.toString())
                            .isEqualTo(before);
                }
            }
        }
    }

    @Test
    void shouldDoTheSameWhenTheCommandsAreTheSame() {
        for (long seed = 1; seed <= Profile.LARGE.ordinal(); seed++) {
            assertThat(told(seed)).as("seed %s", seed).isEqualTo(told(seed));
        }
    }

    private List<String> told(long seed) {
        RandomCommands commands = new RandomCommands(seed);
        OrderBook book = factory().create(commands.instrument());
        List<String> told = new ArrayList<>();
        for (Step step : commands.steps()) {
            if (step instanceof Step.Apply apply) {
                book.apply(apply.command(), apply.timeNanos(), events);
                told.addAll(events.take());
                told.add(Long.toHexString(book.stateHash()));
            }
        }
        return told;
    }

    @Test
    void shouldNotChangeWhenLookedAt() {
        OrderBook book = bookOfTwo();
        long hash = book.stateHash();

        BookImages.of(book);
        BookPicture.of(book);
        for (long id : new long[] {Long.MIN_VALUE, -1, 0, 1, 2, 3, Long.MAX_VALUE}) {
            book.expect(id);
        }
        book.validate();

        assertThat(book.stateHash()).isEqualTo(hash);
        List<String> ids = new ArrayList<>();
        book.forEachOrder(order -> ids.add(order.side() + " " + order.orderId()));
        assertThat(ids).containsExactly("BUY 1", "SELL 2");
    }

    @Test
    void shouldTakeOneSnapshotAtATime() {
        OrderBook book = bookOfTwo();
        List<byte[]> chunks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            apply(book, "buy " + (100 + i) + " 10@" + (5 + i % 20 * 5));
        }

        BookSnapshot first = book.snapshot(chunks::add);
        boolean complete = first.write(1);
        if (!complete) {
            assertThatIllegalStateException().isThrownBy(() -> book.snapshot(chunk -> {}));
        }
        first.abandon();
        first.abandon();
        int given = chunks.size();

        assertThat(first.write(10) || chunks.size() == given).isTrue();
        apply(book, "mass-cancel");
        assertThat(chunks).hasSize(given);
        assertThat(BookImages.of(book)).isNotEmpty();
    }

    @Test
    void shouldGiveNothingMoreWhenTheImageIsComplete() {
        OrderBook book = bookOfTwo();
        List<byte[]> chunks = new ArrayList<>();

        BookSnapshot snapshot = book.snapshot(chunks::add);
        while (!snapshot.write(1)) {
            apply(book, "replace 1 20@95");
        }
        int given = chunks.size();
        assertThat(snapshot.write(1)).isTrue();
        snapshot.abandon();
        apply(book, "mass-cancel");

        assertThat(chunks).hasSize(given);
    }

    @Test
    void shouldLeaveChunksToTheSink() {
        OrderBook book = bookOfTwo();
        List<byte[]> chunks = BookImages.of(book);
        List<byte[]> copies = chunks.stream().map(byte[]::clone).toList();

        apply(book, "replace 1 30@90");
        chunks.forEach(chunk -> java.util.Arrays.fill(chunk, (byte) 9));
        BookImages.of(book);

        OrderBook read = BookImages.restore(factory(), INSTRUMENT, copies);
        assertThat(BookPicture.of(read).differenceTo(BookPicture.of(bookOfTwo())))
                .isEmpty();
        book.validate();
    }

    @Test
    void shouldCopyTheOrdersThatItIsGiven() {
        OrderBook book = bookOfTwo();
        var loader = factory().load(INSTRUMENT, book.figures());
        BookOrder holder = new BookOrder();
        for (BookRow row : BookPicture.of(book).rows()) {
            loader.order(holder.copyFrom(row.toOrder()));
            holder.plain(-1, -1, -1, -1, -1);
        }

        assertThat(BookPicture.of(loader.finish()).differenceTo(BookPicture.of(book)))
                .isEmpty();
    }

    @Test
    void shouldRefuseALoadThatIsNotComplete() {
        BookFigures two = bookOfTwo().figures();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory().load(INSTRUMENT, two).finish());
    }

    @Test
    void shouldGoOnWithTheHighestArrivals() {
        BookFigures figures = new BookFigures(MarketState.OPEN, TradingRules.NONE, 0, BookOrder.MAX_ARRIVAL - 2, 1);
        BookOrder order = ImageForge.plain(1, Side.BUY, 100, 10, BookOrder.MAX_ARRIVAL - 2);

        OrderBook book = BookImages.restore(factory(), INSTRUMENT, ImageForge.of(INSTRUMENT, figures, List.of(order)));
        apply(book, "buy 2 10@100");
        apply(book, "buy 3 10@100");

        assertThat(book.figures().arrivals()).isEqualTo(BookOrder.MAX_ARRIVAL);
        BookInvariants.check(book, INSTRUMENT);
    }

    @Test
    void shouldComeThroughTenThousandOrdersOfOneLevelInAnyOrder() {
        OrderBook book = factory().create(INSTRUMENT);
        OrderCommand command = new OrderCommand();
        int depth = 10_000;
        for (int id = 1; id <= depth; id++) {
            book.apply(command.clear().orderId(id).account(7).price(100).quantity(10), 0, events);
        }
        book.validate();

        for (int step = 0; step < depth; step++) {
            int id = 1 + (int) (step * 7_919L % depth);
            apply(book, "cancel " + id);
        }

        assertThat(book.figures().orders()).isZero();
        assertThat(BookPicture.of(book).rows()).isEmpty();
        book.validate();
    }

    private OrderBook bookOfTwo() {
        OrderBook book = factory().create(INSTRUMENT);
        apply(book, "buy 1 10@100");
        apply(book, "sell 2 10@110");
        return book;
    }

    private List<String> apply(OrderBook book, String line) {
        events.take();
        book.apply(CommandText.parse(line), 0, events);
        List<String> told = events.take();
        assertThat(told.get(0)).as(line).doesNotStartWith("rejected");
        return told;
    }
}
