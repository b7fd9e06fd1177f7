package io.gantry.orderbook;

import io.gantry.engine.api.book.BookHash;

/**
 * The records of orders and of price levels, 64 bytes each. Hot path.
 *
 * <pre>
 *  0 order id (0: not an order)    8 account   16 price     24 remaining   32 tag
 * 40 previous (int)               44 next (int)            48 details (int, 0 none)   56 key of the hash
 * </pre>
 *
 * <p>A level is a record, too: 16 price, 24 tick key, 40 last order, 44 first order, 48 its leaf. It stands between the last and the
 * first order of its queue, which is a ring then: joining and leaving it ask nothing. If somebody wants the depth: 8 what its orders show
 * together, up to the largest long, 52 how often that was exceeded (int), 56 its orders (int), 60 its place among the changed (int).
 */
final class Orders extends Slots {

    static final int SHIFT = 6;

    private static final int ACCOUNT = 8;
    private static final int PRICE = 16;
    private static final int REMAINING = 24;
    private static final int TAG = 32;
    private static final int PREVIOUS = 40;
    private static final int NEXT = LINK;
    private static final int DETAILS = 48;
    private static final int KEY = 56;

    private static final int TICK_KEY = REMAINING;
    private static final int LEAF = DETAILS;
    private static final int SHOWN = ACCOUNT;
    private static final int SHOWN_OVERFLOW = 52;
    private static final int SHOWN_ORDERS = KEY;
    private static final int SHOWN_PLACE = 60;

    private static final int FIRST_SLOTS = 64;
    private static final ChangeListener NOBODY = slot -> {};

    /** Changes of orders from this slot on are told to the listener. */
    private int toldFrom = Integer.MAX_VALUE;

    private ChangeListener listener = NOBODY;

    Orders(String symbol) {
        super("orders and price levels of " + symbol, 1 << SHIFT, FIRST_SLOTS);
    }

    private long at(int slot) {
        assert slot > 0 && slot < top() : "slot " + slot + " of " + top();
        return base + ((long) slot << SHIFT);
    }

    long id(int slot) {
        return Memory.getLong(at(slot));
    }

    /** Reads a record, so that it is in the cache soon; slot 0, which is none, may be read, too. */
    long touch(int slot) {
        return Memory.getLong(base + ((long) slot << SHIFT));
    }

    long account(int slot) {
        return Memory.getLong(at(slot) + ACCOUNT);
    }

    long price(int slot) {
        return Memory.getLong(at(slot) + PRICE);
    }

    long remaining(int slot) {
        return Memory.getLong(at(slot) + REMAINING);
    }

    void remaining(int slot, long value) {
        Memory.putLong(at(slot) + REMAINING, value);
    }

    long tag(int slot) {
        return Memory.getLong(at(slot) + TAG);
    }

    long key(int slot) {
        return Memory.getLong(at(slot) + KEY);
    }

    int details(int slot) {
        return Memory.getInt(at(slot) + DETAILS);
    }

    int next(int slot) {
        return Memory.getInt(at(slot) + NEXT);
    }

    int previous(int slot) {
        return Memory.getInt(at(slot) + PREVIOUS);
    }

    long tickKey(int level) {
        return Memory.getLong(at(level) + TICK_KEY);
    }

    int leaf(int level) {
        return Memory.getInt(at(level) + LEAF);
    }

    /** What a level's orders show together; no more than the largest long. See {@link PublicDepth}. */
    long shown(int level) {
        return Memory.getInt(at(level) + SHOWN_OVERFLOW) > 0 ? Long.MAX_VALUE : Memory.getLong(at(level) + SHOWN);
    }

    int shownOrders(int level) {
        return Memory.getInt(at(level) + SHOWN_ORDERS);
    }

    int shownPlace(int level) {
        return Memory.getInt(at(level) + SHOWN_PLACE);
    }

    void shownPlace(int level, int place) {
        Memory.putInt(at(level) + SHOWN_PLACE, place);
    }

    void showNothing(int level) {
        long at = at(level);
        Memory.putLong(at + SHOWN, 0);
        Memory.putInt(at + SHOWN_OVERFLOW, 0);
        Memory.putInt(at + SHOWN_ORDERS, 0);
    }

    /** A level shows more, or less. */
    void show(int level, long more, int moreOrders) {
        long at = at(level);
        long sum = Memory.getLong(at + SHOWN) + more;
        if (sum < 0) {
            sum &= Long.MAX_VALUE;
            Memory.putInt(at + SHOWN_OVERFLOW, Memory.getInt(at + SHOWN_OVERFLOW) + (more < 0 ? -1 : 1));
        }
        Memory.putLong(at + SHOWN, sum);
        Memory.putInt(at + SHOWN_ORDERS, Memory.getInt(at + SHOWN_ORDERS) + moreOrders);
    }

    /** The hash of an order that hides nothing. */
    long plainHash(int slot) {
        return BookHash.order(key(slot), remaining(slot));
    }

    /** Must be called before an order changes, comes or goes: the snapshot under way may want it as it is. */
    void beforeChange(int slot) {
        if (slot >= toldFrom) {
            listener.beforeChange(slot);
        }
    }

    /** From now on somebody wants to know of changes from a slot on. */
    void tellChanges(ChangeListener to, int fromSlot) {
        listener = to;
        toldFrom = fromSlot;
    }

    void tellNoChanges() {
        listener = NOBODY;
        toldFrom = Integer.MAX_VALUE;
    }

    boolean hasListener() {
        return listener != NOBODY;
    }

    /** Writes a new order's fields, but for its links. */
    void write(int slot, long id, long account, long price, long remaining, long tag, int details, long key) {
        long at = at(slot);
        Memory.putLong(at, id);
        Memory.putLong(at + ACCOUNT, account);
        Memory.putLong(at + PRICE, price);
        Memory.putLong(at + REMAINING, remaining);
        Memory.putLong(at + TAG, tag);
        Memory.putInt(at + DETAILS, details);
        Memory.putLong(at + KEY, key);
    }

    /** Writes what a new place in the book gives an order. */
    void moveTo(int slot, long price, long remaining, long tag, long key) {
        long at = at(slot);
        Memory.putLong(at + PRICE, price);
        Memory.putLong(at + REMAINING, remaining);
        Memory.putLong(at + TAG, tag);
        Memory.putLong(at + KEY, key);
    }

    /** Gives an order that is in no queue any more back. */
    void erase(int slot) {
        Memory.putLong(at(slot), 0);
        release(slot);
    }

    /** A level with an empty queue. */
    int newLevel(long price, long tickKey, int leaf) {
        int level = allocate();
        long at = at(level);
        Memory.putLong(at, 0);
        Memory.putLong(at + PRICE, price);
        Memory.putLong(at + TICK_KEY, tickKey);
        Memory.putInt(at + PREVIOUS, level);
        Memory.putInt(at + NEXT, level);
        Memory.putInt(at + LEAF, leaf);
        return level;
    }

    /** Puts an order at the back of a level's queue. */
    void append(int level, int slot) {
        long atLevel = at(level);
        long at = at(slot);
        int last = Memory.getInt(atLevel + PREVIOUS);
        Memory.putInt(at + PREVIOUS, last);
        Memory.putInt(at + NEXT, level);
        Memory.putInt(at(last) + NEXT, slot);
        Memory.putInt(atLevel + PREVIOUS, slot);
    }

    /**
     * Takes an order out of its queue.
     *
     * @return the level if its queue is empty now, else 0
     */
    int unlink(int slot) {
        long at = at(slot);
        int previous = Memory.getInt(at + PREVIOUS);
        int next = Memory.getInt(at + NEXT);
        Memory.putInt(at(previous) + NEXT, next);
        Memory.putInt(at(next) + PREVIOUS, previous);
        return previous == next ? next : 0;
    }

    /** Wants to see orders before they change. */
    @FunctionalInterface
    interface ChangeListener {
        void beforeChange(int slot);
    }
}
