package io.gantry.engine.api.book;

import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.TradingRules;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Makes a book of the chunks that a {@link BookImageWriter} wrote, given in order; whose book wrote them does not matter. An
 * image that is damaged, foreign, cut short or contradicts itself is refused whole. Not thread-safe.
 */
public final class BookImageReader {

    private static final MarketState[] MARKET_STATES = MarketState.values();
    private static final OrderType[] TYPES = OrderType.values();

    private final OrderBookFactory factory;
    private final Instrument instrument;
    private final BookOrder order = new BookOrder();
    private Optional<BookLoader> loader = Optional.empty();
    private BookFigures figures = BookFigures.EMPTY;
    private String writtenBy = "";
    private long stateHash;
    private int nextNumber;
    private long rowsSeen;

    /**
     * @param factory makes the book
     * @param instrument what the book must be of
     */
    public BookImageReader(OrderBookFactory factory, Instrument instrument) {
        this.factory = factory;
        this.instrument = instrument;
    }

    /** Name and version of the book that wrote the image; empty before its first chunk. */
    public String writtenBy() {
        return writtenBy;
    }

    /**
     * Takes the next chunk.
     *
     * @throws BookImageException with the reason, when the image is refused; the reader is of no use after it
     */
    public void chunk(byte[] chunk) {
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        checkHeader(chunk, buffer);
        int kind = buffer.get(BookImage.KIND);
        try {
            switch (kind) {
                case BookImage.HEAD -> head(buffer);
                case BookImage.ORDERS -> rows(chunk, buffer.getInt(BookImage.ROWS), BookImage.ORDER_BYTES);
                case BookImage.SPECIALS -> rows(chunk, buffer.getInt(BookImage.ROWS), BookImage.SPECIAL_BYTES);
                default -> throw refused("chunk " + nextNumber + " is of unknown kind " + kind);
            }
        } catch (IllegalArgumentException | BufferUnderflowException bad) {
            throw new BookImageException(
                    refused("chunk " + nextNumber + ": " + bad.getMessage()).getMessage(), bad);
        }
        nextNumber++;
    }

    /**
     * The book.
     *
     * @throws BookImageException if the image is incomplete, contradicts itself, or its book has not the hash that the writer's had
     */
    public OrderBook finish() {
        if (loader.isEmpty()) {
            throw refused("it has no head");
        }
        if (rowsSeen != figures.orders()) {
            throw refused("it is incomplete: " + rowsSeen + " of " + figures.orders() + " orders");
        }
        OrderBook book;
        try {
            book = loader.get().finish();
        } catch (IllegalArgumentException bad) {
            throw new BookImageException(refused(bad.getMessage()).getMessage(), bad);
        }
        if (book.stateHash() != stateHash) {
            throw refused("its state hash is " + Long.toHexString(book.stateHash()) + ", its writer's was "
                    + Long.toHexString(stateHash));
        }
        return book;
    }

    private void checkHeader(byte[] chunk, ByteBuffer buffer) {
        if (chunk.length < BookImage.HEADER_BYTES) {
            throw refused("chunk " + nextNumber + " has only " + chunk.length + " bytes");
        }
        if (buffer.getInt(BookImage.MAGIC_AT) != BookImage.MAGIC) {
            throw refused("chunk " + nextNumber + " is not of a book's image");
        }
        if (buffer.getInt(BookImage.CHECKSUM) != BookImage.checksum(chunk, chunk.length)) {
            throw refused("chunk " + nextNumber + " is damaged: its checksum does not fit");
        }
        int format = buffer.getShort(BookImage.FORMAT);
        if (format != BookImage.FORMAT_VERSION) {
            throw refused(
                    "it has format version " + format + ", version " + BookImage.FORMAT_VERSION + " is read here");
        }
        int number = buffer.getInt(BookImage.NUMBER);
        if (number != nextNumber) {
            throw refused("chunk " + number + " came where chunk " + nextNumber + " was due");
        }
        if ((buffer.get(BookImage.KIND) == BookImage.HEAD) != (number == 0)) {
            throw refused("chunk " + number + " is of kind " + buffer.get(BookImage.KIND));
        }
    }

    private void head(ByteBuffer buffer) {
        buffer.position(BookImage.HEADER_BYTES);
        int symbolId = buffer.getInt();
        int priceDecimals = buffer.getInt();
        long tickSize = buffer.getLong();
        long lotSize = buffer.getLong();
        int marketState = buffer.getInt();
        int bookVersion = buffer.getInt();
        long lastTradePrice = buffer.getLong();
        long arrivals = buffer.getLong();
        int orders = buffer.getInt();
        int maxOpenOrders = buffer.getInt();
        TradingRules rules =
                new TradingRules(buffer.getLong(), buffer.getLong(), buffer.getLong(), maxOpenOrders, buffer.getLong());
        stateHash = buffer.getLong();
        Instrument written = new Instrument(text(buffer), symbolId, priceDecimals, tickSize, lotSize);
        String bookName = text(buffer);
        writtenBy = bookName + " " + bookVersion;
        if (!written.equals(instrument)) {
            throw refused("it is of " + written + ", not of " + instrument);
        }
        if (bookVersion > factory.version()) {
            throw refused("book " + bookName + " of version " + bookVersion + " wrote it, book " + factory.name()
                    + " here is of version " + factory.version() + " only");
        }
        if (marketState < 0 || marketState >= MARKET_STATES.length) {
            throw refused("unknown market state " + marketState);
        }
        figures = new BookFigures(MARKET_STATES[marketState], rules, lastTradePrice, arrivals, orders);
        loader = Optional.of(factory.load(instrument, figures));
    }

    private static String text(ByteBuffer buffer) {
        int length = buffer.getShort();
        if (length < 0 || length > BookImage.MAX_TEXT || length > buffer.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void rows(byte[] chunk, int rows, int rowBytes) {
        if (rows <= 0 || rows > BookImage.MAX_ROWS || chunk.length != BookImage.HEADER_BYTES + rows * rowBytes) {
            throw refused("chunk " + nextNumber + " has " + rows + " rows in " + chunk.length + " bytes");
        }
        rowsSeen += rows;
        if (rowsSeen > figures.orders()) {
            throw refused("it has more orders than the " + figures.orders() + " that its head tells");
        }
        BookLoader to = loader.orElseThrow();
        boolean special = rowBytes == BookImage.SPECIAL_BYTES;
        for (int at = BookImage.HEADER_BYTES; at < chunk.length; at += rowBytes) {
            read(chunk, at, special);
            to.order(order);
        }
    }

    private void read(byte[] chunk, int at, boolean special) {
        long tag = BookImage.getLong(chunk, at + 32);
        order.plain(
                BookImage.getLong(chunk, at),
                BookImage.getLong(chunk, at + 8),
                BookImage.getLong(chunk, at + 16),
                BookImage.getLong(chunk, at + 24),
                tag);
        if (!BookOrder.isTag(tag) || BookOrder.isSpecial(tag) != special) {
            throw refused("order " + order.orderId() + " has the tag " + Long.toHexString(tag));
        }
        if (special) {
            int details = at + BookImage.ORDER_BYTES;
            long type = BookImage.getLong(chunk, details);
            if (type < 0 || type >= TYPES.length) {
                throw refused("order " + order.orderId() + " is of unknown type " + type);
            }
            order.details(
                    TYPES[(int) type],
                    BookImage.getLong(chunk, details + 8),
                    BookImage.getLong(chunk, details + 16),
                    BookImage.getLong(chunk, details + 24),
                    BookImage.getLong(chunk, details + 32),
                    BookImage.getLong(chunk, details + 40));
        }
    }

    private BookImageException refused(String why) {
        return new BookImageException("image of the book of " + instrument.symbol() + " refused: " + why);
    }
}
