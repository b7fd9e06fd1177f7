package io.gantry.engine.api.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writer and reader by themselves, with a book that only keeps what it is given. The kit for books tests them with real ones. */
class BookImageTest {

    private static final Instrument INSTRUMENT = new Instrument("BTC-USD", 17, 2, 5, 10);
    private static final TradingRules RULES = new TradingRules(1, 2, 3, 4, 5);
    private static final long HASH = 0x1234_5678_9abc_def0L;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1_023, 1_024, 1_025, 2_048, 5_000})
    void shouldReadWhatWasWrittenWhateverTheNumberOfRows(int orders) {
        List<BookOrder> written = orders(orders);

        KeepingBook book = read(write(written, HASH));

        assertThat(told(book.orders)).isEqualTo(told(written));
        assertThat(book.figures()).isEqualTo(figures(orders));
    }

    private static List<String> told(List<BookOrder> orders) {
        return orders.stream()
                .map(order -> order + " tag " + Long.toHexString(order.tag()) + " " + order.type() + order.group())
                .sorted()
                .toList();
    }

    @Test
    void shouldWriteAtMostAThousandAndTwentyFourRowsAChunk() {
        List<byte[]> chunks = write(orders(5_000), HASH);

        // half of the rows are plain, half are not: three chunks of each, and the head
        assertThat(chunks).hasSize(7);
        assertThat(chunks.subList(1, 7))
                .allSatisfy(chunk -> assertThat(rows(chunk)).isBetween(1, BookImage.MAX_ROWS));
        assertThat(chunks.subList(1, 7).stream().mapToInt(BookImageTest::rows).sum())
                .isEqualTo(5_000);
    }

    @Test
    void shouldGiveChunksAsSoonAsTheyAreFull() {
        List<byte[]> chunks = new ArrayList<>();
        BookImageWriter writer = new BookImageWriter(chunks::add, "keeping", 1, INSTRUMENT, figures(3_000), HASH);
        assertThat(chunks).hasSize(1);

        for (int i = 0; i < 3_000; i++) {
            writer.plain(i + 1, 7, 5, 10, i + 1);
        }
        assertThat(chunks).hasSize(3);
        writer.end();

        assertThat(chunks).hasSize(4);
    }

    @Test
    void shouldTellWhoWroteIt() {
        BookImageReader reader = new BookImageReader(new KeepingFactory(), INSTRUMENT);
        assertThat(reader.writtenBy()).isEmpty();

        reader.chunk(write(List.of(), HASH).get(0));

        assertThat(reader.writtenBy()).isEqualTo("keeping 1");
    }

    @Test
    void shouldKeepEveryMarketStateAndRules() {
        for (MarketState state : MarketState.values()) {
            List<byte[]> chunks = new ArrayList<>();
            BookFigures figures = new BookFigures(state, RULES, 6, 7, 0);
            new BookImageWriter(chunks::add, "keeping", 1, INSTRUMENT, figures, HASH).end();

            assertThat(read(chunks).figures()).isEqualTo(figures);
        }
    }

    @Test
    void shouldRefuseWhenTheHashIsAnother() {
        assertRefused(
                write(orders(3), HASH + 1), "its state hash is 123456789abcdef0, its writer's was 123456789abcdef1");
    }

    @Test
    void shouldRefuseWhenOrdersAreMissingOrTooMany() {
        assertRefused(writeAs(orders(3), 4), "it is incomplete: 3 of 4 orders");
        assertRefused(writeAs(orders(3), 2), "it has more orders than the 2 that its head tells");
        assertRefused(List.of(), "it has no head");
    }

    @Test
    void shouldRefuseWhenTheHeadIsNoHead() {
        assertRefused(changedInt(BookImage.HEADER_BYTES + 24, 99), "unknown market state 99");
        assertRefused(changedInt(BookImage.HEADER_BYTES + 24, -1), "unknown market state -1");
        assertRefused(changedInt(BookImage.HEADER_BYTES + 28, 2), "book keeping of version 2 wrote it");
        assertRefused(changedInt(BookImage.HEADER_BYTES, 18), "it is of Instrument[symbol=BTC-USD, symbolId=18");
        assertRefused(changedInt(BookImage.HEADER_BYTES + 48, -1), "not figures of a book");
        assertRefused(changedInt(BookImage.KIND, 4), "is of kind 4");
        assertRefused(changedInt(BookImage.KIND, 2), "is of kind 2");
    }

    @Test
    void shouldRefuseWhenATagIsNone() {
        BookOrder unknown = new BookOrder().plain(3, 7, 5, 10, 3L << 58 | 1);
        BookOrder special = new BookOrder().plain(3, 7, 5, 10, 1L << 63 | 5L << 60 | 1);

        assertRefused(write(List.of(unknown), HASH), "order 3 has the tag c00000000000001");
        assertRefused(write(List.of(special), HASH), "order 3 has the tag d000000000000001");
    }

    @Test
    void shouldRefuseWhatTheBookRefuses() {
        BookOrder wrong = new BookOrder().plain(-5, 7, 5, 10, 1);

        assertRefused(write(List.of(wrong), HASH), "chunk 1: order -5 is not for me");
    }

    @Test
    void shouldRefuseAKindThatIsNotKnown() {
        List<byte[]> chunks = write(orders(1), HASH);
        chunks.get(1)[BookImage.KIND] = 9;
        seal(chunks.get(1));

        assertRefused(chunks, "chunk 1 is of unknown kind 9");
    }

    private static List<byte[]> changedInt(int at, int value) {
        List<byte[]> chunks = write(orders(2), HASH);
        byte[] head = chunks.get(0);
        if (at == BookImage.KIND) {
            head[at] = (byte) value;
        } else {
            ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        }
        seal(head);
        return chunks;
    }

    private static void seal(byte[] chunk) {
        ByteBuffer.wrap(chunk)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(BookImage.CHECKSUM, BookImage.checksum(chunk, chunk.length));
    }

    private static int rows(byte[] chunk) {
        return ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).getInt(BookImage.ROWS);
    }

    private static void assertRefused(List<byte[]> chunks, String why) {
        assertThatThrownBy(() -> read(chunks))
                .isExactlyInstanceOf(BookImageException.class)
                .hasMessageStartingWith("image of the book of BTC-USD refused: ")
                .hasMessageContaining(why);
    }

    private static BookFigures figures(int orders) {
        return new BookFigures(MarketState.AUCTION, RULES, 6, 10_000, orders);
    }

    private static List<byte[]> write(List<BookOrder> orders, long hash) {
        List<byte[]> chunks = new ArrayList<>();
        BookImageWriter writer =
                new BookImageWriter(chunks::add, "keeping", 1, INSTRUMENT, figures(orders.size()), hash);
        orders.forEach(writer::order);
        writer.end();
        return chunks;
    }

    private static List<byte[]> writeAs(List<BookOrder> orders, int told) {
        List<byte[]> chunks = new ArrayList<>();
        BookImageWriter writer = new BookImageWriter(chunks::add, "keeping", 1, INSTRUMENT, figures(told), HASH);
        orders.forEach(writer::order);
        writer.end();
        return chunks;
    }

    private static KeepingBook read(List<byte[]> chunks) {
        BookImageReader reader = new BookImageReader(new KeepingFactory(), INSTRUMENT);
        chunks.forEach(reader::chunk);
        return (KeepingBook) reader.finish();
    }

    /** Every second one plain. */
    private static List<BookOrder> orders(int count) {
        List<BookOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean special = i % 2 == 1;
            long tag = BookOrder.tag(
                    i % 3 == 0 ? Side.BUY : Side.SELL,
                    i % 5 == 0,
                    special ? TimeInForce.GTD : TimeInForce.GTC,
                    SelfTradePrevention.values()[i % 5],
                    special,
                    i + 1);
            BookOrder order = new BookOrder().plain(i + 1, i % 7 + 1, i * 5L, Long.MAX_VALUE - i, tag);
            orders.add(special ? order.details(OrderType.values()[i % 4], i, i + 1, i + 2, i + 3, i + 4) : order);
        }
        return orders;
    }

    private static final class KeepingFactory implements OrderBookFactory {

        @Override
        public String name() {
            return "keeping";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public OrderBook create(Instrument instrument) {
            return new KeepingBook(BookFigures.EMPTY, List.of());
        }

        @Override
        public BookLoader load(Instrument instrument, BookFigures figures) {
            List<BookOrder> orders = new ArrayList<>();
            return new BookLoader() {
                @Override
                public void order(BookOrder order) {
                    if (order.orderId() < 0) {
                        throw new IllegalArgumentException("order " + order.orderId() + " is not for me");
                    }
                    orders.add(new BookOrder().copyFrom(order));
                }

                @Override
                public OrderBook finish() {
                    return new KeepingBook(figures, orders);
                }
            };
        }
    }

    private record KeepingBook(BookFigures figures, List<BookOrder> orders) implements OrderBook {

        @Override
        public void apply(OrderCommand command, long timeNanos, BookEvents events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nextExpiryNanos() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void expire(long timeNanos, BookEvents events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tellDepth(boolean isWanted) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forEachLevel(Side side, LevelVisitor visitor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forEachOrder(Side side, BookOrderVisitor visitor) {
            orders.stream().filter(order -> order.side() == side).forEach(visitor::order);
        }

        @Override
        public void forEachStop(BookOrderVisitor visitor) {}

        @Override
        public BookSnapshot snapshot(ImageSink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long stateHash() {
            return HASH;
        }

        @Override
        public void validate() {}
    }
}
