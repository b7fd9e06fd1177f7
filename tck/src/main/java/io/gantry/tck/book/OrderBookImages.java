package io.gantry.tck.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookImageException;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A book's image is read by any book, or refused whole with a reason; never half, never with another exception. */
public abstract class OrderBookImages {

    private static final Instrument INSTRUMENT = new Instrument("TEST", 1, 2, 5, 10);

    /** The book to be proved. */
    protected abstract OrderBookFactory factory();

    /** Another one, or the same. */
    protected abstract OrderBookFactory oracle();

    @Test
    void shouldBeReadByEitherBookWhenWrittenByEither() {
        for (OrderBookFactory writer : List.of(factory(), oracle())) {
            for (OrderBookFactory reader : List.of(factory(), oracle())) {
                for (boolean large : new boolean[] {false, true}) {
                    OrderBook book = large ? large(writer) : small(writer);

                    OrderBook read = BookImages.restore(reader, INSTRUMENT, BookImages.of(book));

                    read.validate();
                    assertThat(BookPicture.of(read).differenceTo(BookPicture.of(book)))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void shouldBeReadWhenTheBookIsEmpty() {
        OrderBook read = BookImages.restore(factory(), INSTRUMENT, BookImages.of(oracle().create(INSTRUMENT)));

        assertThat(BookPicture.of(read)).isEqualTo(BookPicture.of(factory().create(INSTRUMENT)));
        assertThat(read.figures()).isEqualTo(BookFigures.EMPTY);
    }

    @Test
    void shouldBeReadWhateverTheOrderOfItsRows() {
        BookPicture picture = BookPicture.of(large(oracle()));
        List<BookOrder> orders =
                new ArrayList<>(picture.rows().stream().map(BookRow::toOrder).toList());
        for (int turn = 0; turn < 3; turn++) {
            Collections.shuffle(orders, new java.util.Random(turn));

            OrderBook read =
                    BookImages.restore(factory(), INSTRUMENT, ImageForge.of(INSTRUMENT, picture.figures(), orders));

            read.validate();
            assertThat(BookPicture.of(read).differenceTo(picture))
                    .as("turn %s", turn)
                    .isEmpty();
        }
    }

    @Test
    void shouldBeRefusedWhenAnyBitIsFlipped() {
        List<byte[]> chunks = BookImages.of(small(factory()));
        for (int number = 0; number < chunks.size(); number++) {
            for (int bit = 0; bit < chunks.get(number).length * 8; bit++) {
                List<byte[]> damaged = copy(chunks);
                damaged.get(number)[bit / 8] ^= (byte) (1 << bit % 8);
                assertRefused("bit " + bit + " of chunk " + number, damaged);
            }
        }
    }

    /** What a checksum cannot tell: a wrong value under a right checksum. It may be refused, or be nothing the book looks at. */
    @Test
    void shouldNeverBeReadAsAnotherStateWhenAByteIsOtherUnderARightChecksum() {
        OrderBook book = small(factory());
        BookPicture picture = BookPicture.of(book);
        List<byte[]> chunks = BookImages.of(book);
        for (int number = 0; number < chunks.size(); number++) {
            for (int at = Integer.BYTES; at < chunks.get(number).length; at++) {
                for (int flip : new int[] {1, 0x80, 0xff}) {
                    List<byte[]> forged = copy(chunks);
                    forged.get(number)[at] ^= (byte) flip;
                    ImageForge.seal(forged.get(number));
                    assertRefusedOr("byte " + at + " of chunk " + number, forged, picture);
                }
            }
        }
    }

    @Test
    void shouldBeRefusedWhenCutShortAnywhere() {
        List<byte[]> chunks = BookImages.of(small(factory()));
        for (int number = 0; number < chunks.size(); number++) {
            for (int length = 0; length < chunks.get(number).length; length++) {
                List<byte[]> cut = copy(chunks);
                cut.set(number, Arrays.copyOf(cut.get(number), length));
                assertRefused(length + " bytes of chunk " + number, cut);
            }
            List<byte[]> longer = copy(chunks);
            longer.set(number, Arrays.copyOf(longer.get(number), longer.get(number).length + 1));
            assertRefused("chunk " + number + " and a byte", longer);
        }
    }

    @Test
    void shouldBeRefusedWhenAChunkIsMissingOrTwiceOrAtAnotherPlace() {
        List<byte[]> chunks = BookImages.of(large(factory()));
        assertThat(chunks).hasSizeGreaterThan(3);
        for (int number = 0; number < chunks.size(); number++) {
            List<byte[]> less = copy(chunks);
            less.remove(number);
            assertRefused("without chunk " + number, less);
            List<byte[]> twice = copy(chunks);
            twice.add(number, chunks.get(number));
            assertRefused("chunk " + number + " twice", twice);
            for (int other = 0; other < number; other++) {
                List<byte[]> swapped = copy(chunks);
                Collections.swap(swapped, number, other);
                assertRefused("chunks " + number + " and " + other + " swapped", swapped);
            }
        }
        assertRefused("nothing", List.of());
    }

    @Test
    void shouldBeRefusedWhenAChunkIsOfAnotherImage() {
        OrderBook book = small(factory());
        List<byte[]> chunks = BookImages.of(book);
        apply(book, "reduce 1 10");
        List<byte[]> later = BookImages.of(book);
        for (int number = 0; number < chunks.size(); number++) {
            if (Arrays.equals(chunks.get(number), later.get(number))) {
                continue;
            }
            List<byte[]> mixed = copy(chunks);
            mixed.set(number, later.get(number));
            assertRefused("chunk " + number + " of a later image", mixed);
        }
    }

    @Test
    void shouldBeRefusedWhenItIsNotAnImageOrOfANewerFormat() {
        assertRefused("is not of a book's image", "another magic", head(4, 0x31323334));
        assertRefused("it has format version 2", "a newer format", headShort(8, 2));
        assertRefused("it has format version 0", "an older format", headShort(8, 0));
        assertRefused("it has format version -1", "a strange format", headShort(8, -1));
    }

    @Test
    void shouldBeRefusedWhenABookOfANewerVersionWroteIt() {
        OrderBook book = small(factory());
        int newer = factory().version() + 1;
        List<byte[]> chunks = ImageForge.of(
                INSTRUMENT,
                book.figures(),
                BookPicture.of(book).rows().stream().map(BookRow::toOrder).toList(),
                "other",
                newer,
                book.stateHash());

        assertRefused("book other of version " + newer + " wrote it", "a newer book", chunks);
    }

    @Test
    void shouldBeRefusedWhenItIsOfAnotherInstrument() {
        List<byte[]> chunks = BookImages.of(small(factory()));
        Stream.of(
                        new Instrument("OTHER", 1, 2, 5, 10),
                        new Instrument("TEST", 2, 2, 5, 10),
                        new Instrument("TEST", 1, 3, 5, 10),
                        new Instrument("TEST", 1, 2, 1, 10),
                        new Instrument("TEST", 1, 2, 5, 1))
                .forEach(other -> assertThatThrownBy(() -> BookImages.restore(factory(), other, chunks))
                        .as(other.toString())
                        .isExactlyInstanceOf(BookImageException.class)
                        .hasMessageContaining("it is of Instrument")
                        .hasMessageContaining(other.symbol()));
    }

    @Test
    void shouldBeRefusedWhenItsHashIsAnother() {
        OrderBook book = small(factory());
        List<BookOrder> orders =
                BookPicture.of(book).rows().stream().map(BookRow::toOrder).toList();

        assertRefused(
                "its state hash is",
                "another hash",
                ImageForge.of(INSTRUMENT, book.figures(), orders, "forged", 1, book.stateHash() + 1));
    }

    @TestFactory
    Stream<DynamicTest> shouldBeRefusedWhenItsRowsContradictTheRules() {
        return ImageFaults.all().stream()
                .map(fault -> DynamicTest.dynamicTest(
                        fault.what(),
                        () -> assertRefused(
                                "", fault.what(), ImageForge.of(INSTRUMENT, fault.figures(), fault.orders()))));
    }

    /** The forged images are refused for what was forged: without it they are read. */
    @Test
    void shouldBeReadWhenNothingIsWrongWithAForgedImage() {
        BookFigures figures =
                ImageFaults.figures(MarketState.OPEN, ImageFaults.rightOrders().size());

        OrderBook read = BookImages.restore(
                factory(), INSTRUMENT, ImageForge.of(INSTRUMENT, figures, ImageFaults.rightOrders()));

        BookInvariants.check(read, INSTRUMENT);
        assertThat(read.figures()).isEqualTo(figures);
    }

    private List<byte[]> head(int at, int value) {
        List<byte[]> chunks = copy(BookImages.of(small(factory())));
        ByteBuffer.wrap(chunks.get(0)).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        ImageForge.seal(chunks.get(0));
        return chunks;
    }

    private List<byte[]> headShort(int at, int value) {
        List<byte[]> chunks = copy(BookImages.of(small(factory())));
        ByteBuffer.wrap(chunks.get(0)).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) value);
        ImageForge.seal(chunks.get(0));
        return chunks;
    }

    private void assertRefused(String what, List<byte[]> chunks) {
        assertRefused("", what, chunks);
    }

    private void assertRefused(String why, String what, List<byte[]> chunks) {
        assertThatThrownBy(() -> BookImages.restore(factory(), INSTRUMENT, chunks), what)
                .isExactlyInstanceOf(BookImageException.class)
                .hasMessageMatching("(?s)image of the book of TEST refused: .{8,}")
                .hasMessageNotContaining("null")
                .hasMessageContaining(why);
    }

    private void assertRefusedOr(String what, List<byte[]> chunks, BookPicture same) {
        try {
            OrderBook read = BookImages.restore(factory(), INSTRUMENT, chunks);
            assertThat(BookPicture.of(read).differenceTo(same)).as(what).isEmpty();
        } catch (BookImageException refused) {
            assertThat(refused).as(what).hasMessageContaining("refused: ");
        }
    }

    private static List<byte[]> copy(List<byte[]> chunks) {
        return new ArrayList<>(chunks.stream().map(byte[]::clone).toList());
    }

    /** A few orders of every kind. */
    private static OrderBook small(OrderBookFactory factory) {
        OrderBook book = factory.create(INSTRUMENT);
        apply(
                book,
                "rules low 50 high 500 protection 4 max-open 20 day-end 17:00",
                "sell 9 10@100",
                "buy 8 10@100",
                "buy 1 30@95",
                "buy 2 50@95 show 20 group 3 EXPIRE_MAKER",
                "buy 3 10@90 post-only DAY of 9",
                "sell 4 10@110 GTD until 2d00:00 DECREMENT",
                "sell 5 20@110",
                "buy 6 10@market stop 120",
                "sell 7 10@80 stop 85 DAY group 4");
        return book;
    }

    /** Enough for many chunks. */
    private static OrderBook large(OrderBookFactory factory) {
        OrderBook book = small(factory);
        apply(book, "rules");
        EventLog events = new EventLog();
        OrderCommand command = new OrderCommand();
        for (int i = 0; i < 5_000; i++) {
            command.clear().orderId(1_000 + i).account(1 + i % 7).quantity(10 + i % 40 * 10);
            boolean buy = i % 2 == 0;
            command.side(buy ? Side.BUY : Side.SELL).price(buy ? 90 - i % 10 * 5 : 115 + i % 10 * 5);
            if (i % 3 == 0) {
                command.displayQuantity(10).group(i % 5);
            }
            book.apply(command, 0, events);
        }
        return book;
    }

    private static void apply(OrderBook book, String... lines) {
        EventLog events = new EventLog();
        for (String line : lines) {
            book.apply(CommandText.parse(line), 0, events);
            assertThat(events.take().toString()).as(line).doesNotContain("rejected");
        }
    }
}
