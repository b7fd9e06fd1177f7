package io.gantry.cli.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of numbers, kept in the order of arrival and read from the first to the last. A field is stored as its
 * difference from the row before, in as many bytes as that needs, so that counters and prices take one or two.
 *
 * <p>Rows may be added by any thread; cursors see the rows that were there when they were made.
 */
final class FieldLog {
    private static final int FIRST_CHUNK_BYTES = 4 << 10;
    private static final int MAX_CHUNK_BYTES = 1 << 20;
    private static final int MAX_FIELD_BYTES = 10;
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = (1 << PAYLOAD_BITS) - 1;
    private static final int MORE = 1 << PAYLOAD_BITS;

    private final int fields;
    private final long[] previous;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] chunk = new byte[FIRST_CHUNK_BYTES];
    private int used;
    private long size;

    /** @param fields how many numbers a row has */
    FieldLog(int fields) {
        this.fields = fields;
        this.previous = new long[fields];
    }

    /** Adds a row. */
    synchronized void append(long... row) {
        if (row.length != fields) {
            throw new IllegalArgumentException("a row of " + row.length + " fields in a log of " + fields);
        }
        if (chunk.length - used < fields * MAX_FIELD_BYTES) {
            full.add(Arrays.copyOf(chunk, used));
            chunk = new byte[Math.min(MAX_CHUNK_BYTES, chunk.length * 2)];
            used = 0;
        }
        for (int i = 0; i < fields; i++) {
            write(row[i] - previous[i]);
            previous[i] = row[i];
        }
        size++;
    }

    /** How many rows there are. */
    synchronized long size() {
        return size;
    }

    /** Starts before the first row. */
    synchronized Cursor cursor() {
        List<byte[]> chunks = new ArrayList<>(full);
        chunks.add(Arrays.copyOf(chunk, used));
        return new Cursor(chunks, size, fields);
    }

    /** Small differences of either sign become small numbers without one, low bits first. */
    private void write(long difference) {
        long rest = difference << 1 ^ difference >> 63;
        while ((rest & ~PAYLOAD) != 0) {
            chunk[used++] = (byte) (rest & PAYLOAD | MORE);
            rest >>>= PAYLOAD_BITS;
        }
        chunk[used++] = (byte) rest;
    }

    /** A place in a log. Belongs to one thread. */
    static final class Cursor {
        private final List<byte[]> chunks;
        private final long[] row;
        private long left;
        private int index;
        private int position;

        private Cursor(List<byte[]> chunks, long size, int fields) {
            this.chunks = chunks;
            this.left = size;
            this.row = new long[fields];
        }

        /** Goes to the next row, whose fields are then those of {@link #field}; false behind the last. */
        boolean next() {
            if (left == 0) {
                return false;
            }
            left--;
            while (position == chunks.get(index).length) {
                index++;
                position = 0;
            }
            byte[] bytes = chunks.get(index);
            for (int i = 0; i < row.length; i++) {
                row[i] += read(bytes);
            }
            return true;
        }

        long field(int number) {
            return row[number];
        }

        private long read(byte[] bytes) {
            long value = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[position++];
                value |= (long) (next & PAYLOAD) << shift;
                shift += PAYLOAD_BITS;
            } while (next < 0);
            return value >>> 1 ^ -(value & 1);
        }
    }
}
