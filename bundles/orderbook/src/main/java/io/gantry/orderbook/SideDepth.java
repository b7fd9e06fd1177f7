package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.Side;
import java.util.Arrays;

/**
 * The sums of one side's levels, and which of them changed and what they were before. Sums are kept in the levels' records, which also know
 * their place among the changed; a place is believed only if it leads back to the level, so nobody has to clear it. Hot path.
 */
final class SideDepth {

    private static final int FIRST_ROOM = 16;
    private static final int NARROWER = 3;

    private final Orders orders;
    private final Ladder ladder;
    private final Side side;

    private int size;
    private int[] levels = new int[0];
    private long[] keys = new long[0];
    private long[] quantitiesBefore = new long[0];
    private int[] ordersBefore = new int[0];

    /** Places, best price first, when they are told. */
    private int[] places = new int[0];

    SideDepth(Orders orders, Ladder ladder, Side side) {
        this.orders = orders;
        this.ladder = ladder;
        this.side = side;
    }

    /** All levels show nothing. */
    void clear() {
        size = 0;
        for (int level = ladder.best(); level != 0; level = ladder.after(level)) {
            orders.showNothing(level);
        }
    }

    /** Counts an order at the level of its price. */
    void count(long price, long quantity) {
        orders.show(ladder.find(price), quantity, 1);
    }

    /** See {@link PublicDepth#change}. */
    void change(long price, long more, int moreOrders) {
        int level = ladder.find(price);
        if (moreOrders > 0 && orders.next(level) == orders.previous(level)) {
            // the first one there: what the record holds is of another time
            orders.showNothing(level);
        }
        int place = orders.shownPlace(level);
        if (place < 0 || place >= size || levels[place] != level || keys[place] != ladder.key(price)) {
            note(level, ladder.key(price));
        }
        orders.show(level, more, moreOrders);
    }

    private void note(int level, long key) {
        if (size == levels.length) {
            int room = Math.max(FIRST_ROOM, 2 * size);
            levels = Arrays.copyOf(levels, room);
            keys = Arrays.copyOf(keys, room);
            quantitiesBefore = Arrays.copyOf(quantitiesBefore, room);
            ordersBefore = Arrays.copyOf(ordersBefore, room);
            places = new int[room];
        }
        levels[size] = level;
        keys[size] = key;
        quantitiesBefore[size] = orders.shown(level);
        ordersBefore[size] = orders.shownOrders(level);
        orders.shownPlace(level, size);
        size++;
    }

    /** Tells the levels that are other ones than before, best first. */
    void tell(BookEvents events) {
        sort();
        long told = -1;
        for (int i = 0; i < size; i++) {
            int place = places[i];
            // a level that went with its leaf and came again is noted twice, and the first note is the right one
            if (keys[place] != told) {
                told = keys[place];
                tell(place, events);
            }
        }
        size = 0;
    }

    private void tell(int place, BookEvents events) {
        long price = ladder.key(keys[place]);
        int level = ladder.find(price);
        long quantity = level == 0 ? 0 : orders.shown(level);
        int count = level == 0 ? 0 : orders.shownOrders(level);
        if (quantity != quantitiesBefore[place] || count != ordersBefore[place]) {
            events.depth(side, price, quantity, count);
        }
    }

    /** Shell's sort: they are few or nearly in order mostly, and it needs no room. */
    private void sort() {
        for (int i = 0; i < size; i++) {
            places[i] = i;
        }
        int gap = 1;
        while (gap < size / NARROWER) {
            gap = NARROWER * gap + 1;
        }
        for (; gap > 0; gap /= NARROWER) {
            for (int i = gap; i < size; i++) {
                int place = places[i];
                int at = i;
                while (at >= gap && isBefore(place, places[at - gap])) {
                    places[at] = places[at - gap];
                    at -= gap;
                }
                places[at] = place;
            }
        }
    }

    private boolean isBefore(int place, int other) {
        return keys[place] != keys[other] ? keys[place] < keys[other] : place < other;
    }
}
