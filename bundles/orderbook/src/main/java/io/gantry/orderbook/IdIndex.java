package io.gantry.orderbook;

/**
 * Finds open orders by id. Hot path. It grows by and by: every order that is added clears a bit of a table twice as large, and
 * then moves a few entries there, so that no command has to wait for the whole. While it grows both tables are asked.
 */
final class IdIndex {

    private static final int FIRST_BITS = 7;
    private static final int CLEARED_PER_STEP = 256;
    private static final int MOVED_PER_STEP = 32;
    private static final int TOUCHED_AHEAD = 32;

    private HashTable table;
    private HashTable larger;
    private boolean growing;
    private int growAt;

    /** Entries of the larger table that are clear. */
    private int cleared;

    /** The next entry to move, and the empty one where moving ends. */
    private int moveFrom;

    private int moveEnd;

    IdIndex(Orders orders) {
        table = new HashTable(orders);
        larger = new HashTable(orders);
        table.allocate(FIRST_BITS);
        table.clear(0, table.entries());
        growAt = table.room();
    }

    int size() {
        return table.size() + larger.size();
    }

    long bytes() {
        return table.bytes() + larger.bytes();
    }

    boolean isGrowing() {
        return growing;
    }

    /** The order's slot, 0 if there is none. */
    int find(long id) {
        int slot = table.find(id);
        return slot == 0 && growing && isMoving() ? larger.find(id) : slot;
    }

    /** An order will be asked for soon. However small the table is: the books of other symbols share the processor's caches with it. */
    void expect(long id) {
        if (table.size() > 0) {
            table.touch(id);
        }
    }

    /** Adds one that is not there. */
    void add(long id, int slot) {
        if (!growing) {
            if (table.size() < growAt) {
                table.add(id, slot);
                return;
            }
            beginToGrow();
        }
        if (isMoving()) {
            larger.add(id, slot);
        } else {
            table.add(id, slot);
        }
        grow();
    }

    /** Removes one that is there. */
    void remove(long id, int slot) {
        boolean found = table.remove(id, slot);
        if (!found) {
            found = growing && isMoving() && larger.remove(id, slot);
        }
        assert found : "order " + id + " is not in the index";
    }

    private boolean isMoving() {
        return cleared == larger.entries();
    }

    /**
     * Puts the orders of the first slots into the empty index, at once.
     *
     * @return the slot of one whose id another one has, 0 if there is none
     */
    int build(int slots) {
        int bits = FIRST_BITS;
        while (HashTable.room(bits) < slots) {
            bits++;
        }
        table.allocate(checked(bits));
        table.clear(0, table.entries());
        growAt = table.room();
        for (int from = 1; from <= slots; from += TOUCHED_AHEAD) {
            int to = Math.min(slots, from + TOUCHED_AHEAD - 1);
            table.touch(from, to);
            for (int slot = from; slot <= to; slot++) {
                if (!table.addNew(slot)) {
                    return slot;
                }
            }
        }
        return 0;
    }

    private int checked(int bits) {
        if (bits > HashTable.MAX_BITS) {
            throw new IllegalStateException("no room for more than " + table.size()
                    + " open orders in a book: cancel orders, or spread them over more symbols");
        }
        return bits;
    }

    private void beginToGrow() {
        larger.allocate(checked(Integer.numberOfTrailingZeros(table.entries()) + 1));
        cleared = 0;
        growing = true;
    }

    private void grow() {
        if (cleared < larger.entries()) {
            int entries = Math.min(CLEARED_PER_STEP, larger.entries() - cleared);
            larger.clear(cleared, entries);
            cleared += entries;
            if (isMoving()) {
                beginToMove();
            }
            return;
        }
        moveSome();
    }

    /** Moving goes once around, from behind an empty entry to it, so that no run of entries is ever cut. */
    private void beginToMove() {
        int empty = 0;
        while (table.entry(empty) != 0) {
            empty++;
        }
        moveEnd = empty;
        moveFrom = empty + 1 & table.entries() - 1;
    }

    private void moveSome() {
        int mask = table.entries() - 1;
        int steps = 0;
        while (moveFrom != moveEnd) {
            if (table.entry(moveFrom) != 0) {
                table.take(moveFrom, larger);
            } else if (steps >= MOVED_PER_STEP) {
                return;
            }
            steps++;
            moveFrom = moveFrom + 1 & mask;
        }
        HashTable emptied = table;
        table = larger;
        larger = emptied;
        larger.free();
        growing = false;
        growAt = table.room();
    }
}
