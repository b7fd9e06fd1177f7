package io.gantry.orderbook;

/**
 * An open-addressing hash table from order ids to slots, of a power of two entries outside the heap. Hot path. An entry is 32 bits of the id's hash
 * and the slot, 0 if it is empty; the id itself is the order's. Probing is linear, and a removal closes the gap, so that no tombstones
 * gather.
 */
final class HashTable {

    static final int ENTRY_BYTES = Long.BYTES;
    static final int MAX_BITS = 30;

    private final Orders orders;
    private final Block block = new Block();
    private long base;
    private int mask = -1;
    private int shift;
    private int size;

    HashTable(Orders orders) {
        this.orders = orders;
    }

    /** Takes memory for this many entries, which must be cleared before use, by and by. */
    void allocate(int bits) {
        block.resize((long) ENTRY_BYTES << bits);
        base = block.address();
        mask = (1 << bits) - 1;
        shift = Integer.SIZE - bits;
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

    /** Spreads ids, so that neither neighbours nor multiples of anything meet. */
    static int hash(long id) {
        long mixed = (id ^ id >>> 32) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 29) * 0xbf58476d1ce4e5b9L;
        return (int) (mixed >>> 32);
    }

    /** The order's slot, 0 if there is none. */
    int find(int hash, long id) {
        int at = hash >>> shift;
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
    void add(int hash, int slot) {
        int at = hash >>> shift;
        while (entry(at) != 0) {
            at = at + 1 & mask;
        }
        entry(at, (long) hash << 32 | slot);
        size++;
    }

    /** @return whether it was there */
    boolean remove(int hash, int slot) {
        int at = hash >>> shift;
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
            int home = (int) (entry >>> 32) >>> shift;
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
        to.add((int) (entry >>> 32), (int) entry);
    }
}
