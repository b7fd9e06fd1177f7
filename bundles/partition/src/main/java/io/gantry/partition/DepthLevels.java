package io.gantry.partition;

import io.gantry.engine.api.book.OrderBook.LevelVisitor;
import io.gantry.engine.api.order.Side;
import java.util.Arrays;

/** The price levels of one side, sorted, the best at the end: there most changes are, and little has to be moved. */
final class DepthLevels {

    private static final int FIRST_ROOM = 64;

    private final long mask;
    private long[] keys = new long[FIRST_ROOM];
    private long[] quantities = new long[FIRST_ROOM];
    private int[] orders = new int[FIRST_ROOM];
    private int size;

    DepthLevels(Side side) {
        // what is best has the largest key
        mask = side == Side.BUY ? 0 : Long.MAX_VALUE;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** A level as it is now; quantity 0: it is gone. */
    void set(long price, long quantity, int count) {
        long key = price ^ mask;
        int found = Arrays.binarySearch(keys, 0, size, key);
        if (quantity == 0) {
            if (found >= 0) {
                move(found + 1, found);
                size--;
            }
            return;
        }
        int at = found;
        if (found < 0) {
            at = -found - 1;
            makeRoom();
            move(at, at + 1);
            size++;
            keys[at] = key;
        }
        quantities[at] = quantity;
        orders[at] = count;
    }

    /** Best first. */
    void forEach(LevelVisitor visitor) {
        for (int i = size - 1; i >= 0; i--) {
            visitor.level(keys[i] ^ mask, quantities[i], orders[i]);
        }
    }

    private void move(int from, int to) {
        int count = size - from;
        System.arraycopy(keys, from, keys, to, count);
        System.arraycopy(quantities, from, quantities, to, count);
        System.arraycopy(orders, from, orders, to, count);
    }

    private void makeRoom() {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            quantities = Arrays.copyOf(quantities, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
        }
    }
}
