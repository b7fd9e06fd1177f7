package io.gantry.engine.api.book;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The format of a book's image: chunks, each by itself checked, little endian.
 *
 * <pre>
 * every chunk   0 checksum (int, CRC32C of all that follows)   4 "GBK1"   8 format version (short)   10 kind (byte)
 *              12 number of the chunk (int, from 0)           16 rows (int)                         20 zero (int)
 * HEAD          symbol number, price decimals (int each), tick size, lot size, market state (int), book version (int),
 *               last trade price, arrivals, orders (int), maximum of open orders (int), low price, high price, protection,
 *               end of day, state hash; then symbol and name of the book, each a length (short) and UTF-8 bytes
 * ORDERS        rows of order id, account, price, remaining, tag: plain orders
 * SPECIALS      the same and type, group, stop price, display quantity, hidden, expiry: orders that are not plain
 * </pre>
 *
 * <p>What is not marked otherwise is a long. HEAD is chunk 0 and the only one of its kind; the others follow as they
 * come, their rows in any order: an arrival tells an order's place. See {@link BookOrder} for the tag.
 */
final class BookImage {

    /** Version of the format that is written, and the only one read. */
    static final int FORMAT_VERSION = 1;

    static final int MAGIC = 0x314b4247;

    static final int HEAD = 1;
    static final int ORDERS = 2;
    static final int SPECIALS = 3;

    static final int CHECKSUM = 0;
    static final int MAGIC_AT = 4;
    static final int FORMAT = 8;
    static final int KIND = 10;
    static final int NUMBER = 12;
    static final int ROWS = 16;
    static final int HEADER_BYTES = 24;

    /** Bytes of a row of a plain order. */
    static final int ORDER_BYTES = 5 * Long.BYTES;

    /** Bytes of a row of an order that is not plain. */
    static final int SPECIAL_BYTES = ORDER_BYTES + 6 * Long.BYTES;

    /** A chunk holds at most this many rows. */
    static final int MAX_ROWS = 1024;

    /** Longest name or symbol in a HEAD, in bytes. */
    static final int MAX_TEXT = 64;

    /** Fixed part of a HEAD, without the chunk's header. */
    static final int HEAD_BYTES = 6 * Integer.BYTES + 9 * Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private BookImage() {}

    static void putLong(byte[] chunk, int at, long value) {
        LONGS.set(chunk, at, value);
    }

    static long getLong(byte[] chunk, int at) {
        return (long) LONGS.get(chunk, at);
    }

    static int checksum(byte[] chunk, int length) {
        CRC32C crc = new CRC32C();
        crc.update(chunk, MAGIC_AT, length - MAGIC_AT);
        return (int) crc.getValue();
    }
}
