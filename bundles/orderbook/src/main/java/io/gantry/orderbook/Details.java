package io.gantry.orderbook;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.order.OrderType;

/**
 * What only orders have that are not plain; a record of 64 bytes beside the order's.
 *
 * <pre>
 *  0 group    8 display quantity   16 hidden   24 expiry   32 stop price   40 type (int)   48 place in the expiry queue (int, 0 none)
 * </pre>
 */
final class Details extends Slots {

    private static final int BYTES = 64;
    private static final int FIRST_SLOTS = 16;

    private static final int DISPLAY_QUANTITY = 8;
    private static final int HIDDEN = 16;
    private static final int EXPIRY = 24;
    private static final int STOP_PRICE = 32;
    private static final int TYPE = 40;
    private static final int PLACE = 48;

    private static final OrderType[] TYPES = OrderType.values();

    Details(String symbol) {
        super("orders of " + symbol + " that are not plain", BYTES, FIRST_SLOTS);
    }

    private long at(int slot) {
        assert slot > 0 && slot < top() : "slot " + slot + " of " + top();
        return base + (long) slot * BYTES;
    }

    int add(OrderType type, long group, long stopPrice, long displayQuantity, long hidden, long expireNanos) {
        int slot = allocate();
        long at = at(slot);
        Memory.putLong(at, group);
        Memory.putLong(at + DISPLAY_QUANTITY, displayQuantity);
        Memory.putLong(at + HIDDEN, hidden);
        Memory.putLong(at + EXPIRY, expireNanos);
        Memory.putLong(at + STOP_PRICE, stopPrice);
        Memory.putInt(at + TYPE, type.ordinal());
        Memory.putInt(at + PLACE, 0);
        return slot;
    }

    long group(int slot) {
        return Memory.getLong(at(slot));
    }

    long displayQuantity(int slot) {
        return Memory.getLong(at(slot) + DISPLAY_QUANTITY);
    }

    long hidden(int slot) {
        return Memory.getLong(at(slot) + HIDDEN);
    }

    void hidden(int slot, long value) {
        Memory.putLong(at(slot) + HIDDEN, value);
    }

    long expireNanos(int slot) {
        return Memory.getLong(at(slot) + EXPIRY);
    }

    long stopPrice(int slot) {
        return Memory.getLong(at(slot) + STOP_PRICE);
    }

    OrderType type(int slot) {
        return TYPES[Memory.getInt(at(slot) + TYPE)];
    }

    /** Its place in the expiry queue, from 1 on; 0 if it is not there. */
    int place(int slot) {
        return Memory.getInt(at(slot) + PLACE);
    }

    void place(int slot, int value) {
        Memory.putInt(at(slot) + PLACE, value);
    }

    /** What the order's key has besides a plain order's. */
    long key(int slot) {
        return BookHash.detailsKey(type(slot), group(slot), stopPrice(slot), displayQuantity(slot), expireNanos(slot));
    }
}
