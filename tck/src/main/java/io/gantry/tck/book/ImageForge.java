package io.gantry.tck.book;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.BookImageWriter;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes images with right checksums and right hashes of books that cannot be. */
final class ImageForge {

    private ImageForge() {}

    /** An image of these figures and orders, whatever they are; the hash is that of them all. */
    static List<byte[]> of(Instrument instrument, BookFigures figures, Collection<BookOrder> orders) {
        long hash = BookHash.figures(
                figures.marketState(), figures.rules(), figures.lastTradePrice(), figures.arrivals(), figures.orders());
        for (BookOrder order : orders) {
            hash += BookHash.order(order);
        }
        return of(instrument, figures, orders, "forged", 1, hash);
    }

    static List<byte[]> of(
            Instrument instrument,
            BookFigures figures,
            Collection<BookOrder> orders,
            String bookName,
            int bookVersion,
            long hash) {
        List<byte[]> chunks = new ArrayList<>();
        BookImageWriter writer = new BookImageWriter(chunks::add, bookName, bookVersion, instrument, figures, hash);
        orders.forEach(writer::order);
        writer.end();
        return chunks;
    }

    /** A resting order of account 7, good till cancelled. */
    static BookOrder plain(long orderId, Side side, long price, long remaining, long arrival) {
        long tag = BookOrder.tag(side, false, TimeInForce.GTC, SelfTradePrevention.NONE, false, arrival);
        return new BookOrder().plain(orderId, 7, price, remaining, tag);
    }

    /** A resting or waiting order that is not plain. */
    static BookOrder special(
            long orderId,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            long[] priceRemainingArrival,
            long[] groupStopDisplayHiddenExpiry) {
        long[] d = groupStopDisplayHiddenExpiry;
        long tag = BookOrder.tag(side, false, timeInForce, SelfTradePrevention.NONE, true, priceRemainingArrival[2]);
        return new BookOrder()
                .plain(orderId, 7, priceRemainingArrival[0], priceRemainingArrival[1], tag)
                .details(type, d[0], d[1], d[2], d[3], d[4]);
    }

    /** Puts the right checksum on a chunk. */
    static byte[] seal(byte[] chunk) {
        CRC32C crc = new CRC32C();
        crc.update(chunk, Integer.BYTES, chunk.length - Integer.BYTES);
        ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).putInt(0, (int) crc.getValue());
        return chunk;
    }
}
