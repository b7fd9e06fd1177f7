package io.gantry.engine.api.book;

import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.TradingRules;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a book's image: the head at once, then orders in whatever order they are given. Not thread-safe. A chunk is given to the
 * sink when it is full; its memory is the only allocation.
 */
public final class BookImageWriter {

    private final ImageSink sink;
    private byte[] orders = new byte[0];
    private int ordersAt;
    private byte[] specials = new byte[0];
    private int specialsAt;
    private int nextNumber;

    /**
     * Writes the head.
     *
     * @param bookName of the book that writes
     * @param bookVersion of its behaviour
     * @param stateHash of the whole book
     */
    public BookImageWriter(
            ImageSink sink,
            String bookName,
            int bookVersion,
            Instrument instrument,
            BookFigures figures,
            long stateHash) {
        this.sink = sink;
        byte[] symbol = instrument.symbol().getBytes(StandardCharsets.UTF_8);
        byte[] name = bookName.getBytes(StandardCharsets.UTF_8);
        int length = BookImage.HEADER_BYTES + BookImage.HEAD_BYTES + 2 * Short.BYTES + symbol.length + name.length;
        ByteBuffer head = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        TradingRules rules = figures.rules();
        head.position(BookImage.HEADER_BYTES)
                .putInt(instrument.symbolId())
                .putInt(instrument.priceDecimals())
                .putLong(instrument.tickSize())
                .putLong(instrument.lotSize())
                .putInt(figures.marketState().ordinal())
                .putInt(bookVersion)
                .putLong(figures.lastTradePrice())
                .putLong(figures.arrivals())
                .putInt(figures.orders())
                .putInt(rules.maxOpenOrders())
                .putLong(rules.lowPrice())
                .putLong(rules.highPrice())
                .putLong(rules.protectionTicks())
                .putLong(rules.dayEndNanos())
                .putLong(stateHash)
                .putShort((short) symbol.length)
                .put(symbol)
                .putShort((short) name.length)
                .put(name);
        emit(head.array(), length, BookImage.HEAD, 0);
    }

    /** Writes a plain order. */
    public void plain(long orderId, long account, long price, long remaining, long tag) {
        if (ordersAt == orders.length) {
            flushOrders();
            orders = new byte[BookImage.HEADER_BYTES + BookImage.MAX_ROWS * BookImage.ORDER_BYTES];
            ordersAt = BookImage.HEADER_BYTES;
        }
        row(orders, ordersAt, orderId, account, price, remaining, tag);
        ordersAt += BookImage.ORDER_BYTES;
    }

    /** Writes an order, plain or not. */
    public void order(BookOrder order) {
        if (!order.isSpecial()) {
            plain(order.orderId(), order.account(), order.price(), order.remaining(), order.tag());
            return;
        }
        if (specialsAt == specials.length) {
            flushSpecials();
            specials = new byte[BookImage.HEADER_BYTES + BookImage.MAX_ROWS * BookImage.SPECIAL_BYTES];
            specialsAt = BookImage.HEADER_BYTES;
        }
        row(specials, specialsAt, order.orderId(), order.account(), order.price(), order.remaining(), order.tag());
        int at = specialsAt + BookImage.ORDER_BYTES;
        BookImage.putLong(specials, at, order.type().ordinal());
        BookImage.putLong(specials, at + 8, order.group());
        BookImage.putLong(specials, at + 16, order.stopPrice());
        BookImage.putLong(specials, at + 24, order.displayQuantity());
        BookImage.putLong(specials, at + 32, order.hidden());
        BookImage.putLong(specials, at + 40, order.expireNanos());
        specialsAt += BookImage.SPECIAL_BYTES;
    }

    /** Gives what is left to the sink; nothing is written after it. */
    public void end() {
        flushOrders();
        flushSpecials();
    }

    private static void row(byte[] to, int at, long orderId, long account, long price, long remaining, long tag) {
        BookImage.putLong(to, at, orderId);
        BookImage.putLong(to, at + 8, account);
        BookImage.putLong(to, at + 16, price);
        BookImage.putLong(to, at + 24, remaining);
        BookImage.putLong(to, at + 32, tag);
    }

    private void flushOrders() {
        if (ordersAt > BookImage.HEADER_BYTES) {
            emit(orders, ordersAt, BookImage.ORDERS, (ordersAt - BookImage.HEADER_BYTES) / BookImage.ORDER_BYTES);
            orders = new byte[0];
            ordersAt = 0;
        }
    }

    private void flushSpecials() {
        if (specialsAt > BookImage.HEADER_BYTES) {
            emit(
                    specials,
                    specialsAt,
                    BookImage.SPECIALS,
                    (specialsAt - BookImage.HEADER_BYTES) / BookImage.SPECIAL_BYTES);
            specials = new byte[0];
            specialsAt = 0;
        }
    }

    private void emit(byte[] chunk, int length, int kind, int rows) {
        byte[] whole = length == chunk.length ? chunk : Arrays.copyOf(chunk, length);
        ByteBuffer header = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(BookImage.MAGIC_AT, BookImage.MAGIC)
                .putShort(BookImage.FORMAT, (short) BookImage.FORMAT_VERSION)
                .put(BookImage.KIND, (byte) kind)
                .putInt(BookImage.NUMBER, nextNumber++)
                .putInt(BookImage.ROWS, rows)
                .putInt(BookImage.CHECKSUM, BookImage.checksum(whole, length));
        sink.chunk(whole);
    }
}
