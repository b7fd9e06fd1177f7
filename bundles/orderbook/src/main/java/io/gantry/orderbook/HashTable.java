package io.gantry.orderbook;

/**
 * An open-addressing hash table from order ids to slots, of a power of two entries outside the heap. Hot path. An entry is 32 bits of the id's hash
 * and the slot, 0 if it is empty; the id itself is the order's. Probing is linear, and a removal closes the gap, so that no tombstones
 * gather.
 *
 * <p>Ids that follow each other are the usual case. In a large table four of them stand together, which saves cache misses; in a small one
 * they are spread, which saves probes.
 */
final class HashTable {

    static final int ENTRY_BYTES = Long.BYTES;
    static final int MAX_BITS = 30;

    private static final int MEDIUM_BITS = 14;
    private static final int LARGE_BITS = 17;
    private static final int NEIGHBOUR_BITS = 2;
    private static final int NEIGHBOURS = 1 << NEIGHBOUR_BITS;

    private final Orders orders;
    private final Block block = new Block();
    private long base;
    private int mask = -1;
    private int shift;
    private int size;

    /** Keeps the compiler from leaving out reads whose result nobody needs. */
    private long touched;

    private boolean isLarge;

    HashTable(Orders orders) {
        this.orders = orders;
    }

    /** Takes memory for this many entries, which must be cleared before use, by and by. */
    void allocate(int bits) {
        block.resize((long) ENTRY_BYTES << bits);
        base = block.address();
        mask = (1 << bits) - 1;
        shift = Integer.SIZE - bits;
        isLarge = isLarge(bits);
        size = 0;
    }

    /** Clears some entries. */
    void clear(int from, int entries) {
        Memory.clear(base + (long) from * ENTRY_BYTES, (long) entries * ENTRY_BYTES);
    }

    void free() {
        block.free();
        mask = -1;
        size = 0;
    }

    /** Is it too large for the processor's inner caches, so that misses cost more than probing? */
    private static boolean isLarge(int bits) {
        return bits >= LARGE_BITS;
    }

    /**
     * How many orders a table should hold at most. The smaller it is the sparser: in the innermost cache probes cost more than memory,
     * further out it is the other way round.
     */
    static int room(int bits) {
        if (isLarge(bits)) {
            return 1 << bits - 1;
        }
        return bits >= MEDIUM_BITS ? 3 << bits - 3 : 1 << bits - 2;
    }

    /** How many orders it should hold at most. */
    int room() {
        return room(Integer.SIZE - shift);
    }

    boolean isLarge() {
        return isLarge;
    }

    int entries() {
        return mask + 1;
    }

    int size() {
        return size;
    }

    long bytes() {
        return block.bytes();
    }

    /** 0 if it is empty. */
    long entry(int at) {
        assert at >= 0 && at <= mask : "entry " + at + " of " + (mask + 1);
        return Memory.getLong(base + (long) at * ENTRY_BYTES);
    }

    private void entry(int at, long value) {
        assert at >= 0 && at <= mask : "entry " + at + " of " + (mask + 1);
        Memory.putLong(base + (long) at * ENTRY_BYTES, value);
    }

    private int hash(long id) {
        return isLarge ? mix(id >>> NEIGHBOUR_BITS) & -NEIGHBOURS | (int) id & NEIGHBOURS - 1 : mix(id);
    }

    /** Spreads numbers, so that multiples of nothing meet. */
    static int mix(long number) {
        long mixed = (number ^ number >>> 32) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 29) * 0xbf58476d1ce4e5b9L;
        return (int) (mixed >>> 32);
    }

    /** Where an entry of this hash should be. */
    private int home(int hash) {
        return isLarge ? hash >>> shift & -NEIGHBOURS | hash & NEIGHBOURS - 1 : hash >>> shift;
    }

    /** The order's slot, 0 if there is none. */
    int find(long id) {
        int hash = hash(id);
        int at = home(hash);
        while (true) {
            long entry = entry(at);
            if ((int) (entry >>> 32) == hash && (int) entry != 0 && orders.id((int) entry) == id) {
                return (int) entry;
            }
            if (entry == 0) {
                return 0;
            }
            at = at + 1 & mask;
        }
    }

    /** Adds one that is not there. */
    void add(long id, int slot) {
        addHash(hash(id), slot);
    }

    /** Reads where an id's entry and its order probably are; never mind if they are not. */
    void touch(long id) {
        touched ^= orders.touch((int) entry(home(hash(id))));
    }

    /** Reads where some orders' entries will be, so that the misses overlap. */
    void touch(int fromSlot, int toSlot) {
        long seen = touched;
        for (int slot = fromSlot; slot <= toSlot; slot++) {
            seen ^= entry(home(hash(orders.id(slot))));
        }
        touched = seen;
    }

    /** Adds an order, if none with its id is there. */
    boolean addNew(int slot) {
        long id = orders.id(slot);
        int hash = hash(id);
        int at = home(hash);
        for (long entry = entry(at); entry != 0; entry = entry(at)) {
            if ((int) (entry >>> 32) == hash && orders.id((int) entry) == id) {
                return false;
            }
            at = at + 1 & mask;
        }
        entry(at, (long) hash << 32 | slot);
        size++;
        return true;
    }

    private void addHash(int hash, int slot) {
        int at = home(hash);
        while (entry(at) != 0) {
            at = at + 1 & mask;
        }
        entry(at, (long) hash << 32 | slot);
        size++;
    }

    /** @return whether it was there */
    boolean remove(long id, int slot) {
        int at = home(hash(id));
        while (true) {
            long entry = entry(at);
            if ((int) entry == slot) {
                closeGap(at);
                size--;
                return true;
            }
            if (entry == 0) {
                return false;
            }
            at = at + 1 & mask;
        }
    }

    private void closeGap(int gap) {
        int at = gap;
        while (true) {
            at = at + 1 & mask;
            long entry = entry(at);
            if (entry == 0) {
                break;
            }
            int home = home((int) (entry >>> 32));
            if ((at - home & mask) >= (at - gap & mask)) {
                entry(gap, entry);
                gap = at;
            }
        }
        entry(gap, 0);
    }

    /** Takes an entry out as part of a whole run, whose gap nobody needs to close. */
    void take(int at, HashTable to) {
        long entry = entry(at);
        entry(at, 0);
        size--;
        if (isLarge == to.isLarge) {
            to.addHash((int) (entry >>> 32), (int) entry);
        } else {
            to.add(orders.id((int) entry), (int) entry);
        }
    }
}
