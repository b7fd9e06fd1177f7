package io.gantry.orderbook;

/**
 * Records of one size, numbered from 1, outside the heap. Slots given back are used again first, the latest first. An address is good
 * until the next {@link #allocate}.
 */
abstract class Slots {

    /** Where a record that is not in use keeps the number of the next such one. */
    static final int LINK = 44;

    private static final int MAX_SLOTS = 1 << 30;
    private static final int LEAP_FROM_BYTES = 1 << 20;
    private static final int LEAP_TO_BYTES = 1 << 26;

    private final String what;
    private final int recordBytes;
    private final int firstSlots;
    private final Block block = new Block();

    /** Address of slot 0, which is never used: 0 says that there is none. */
    long base;

    private int capacity;
    private int top = 1;
    private int free;

    /**
     * @param what these are, for messages
     * @param firstSlots room when the first one is needed
     */
    Slots(String what, int recordBytes, int firstSlots) {
        this.what = what;
        this.recordBytes = recordBytes;
        this.firstSlots = firstSlots;
    }

    /** The first number that was never in use. */
    final int top() {
        return top;
    }

    /** The first of those given back, 0 if there is none. */
    final int firstFree() {
        return free;
    }

    /** The one given back before another one, 0 if there is none. */
    final int nextFree(int freeSlot) {
        return Memory.getInt(base + (long) freeSlot * recordBytes + LINK);
    }

    /** Bytes taken from the system. */
    final long bytes() {
        return block.bytes();
    }

    /** Bytes of those that were ever in use. */
    final long usedBytes() {
        return (long) top * recordBytes;
    }

    final int allocate() {
        int slot = free;
        if (slot != 0) {
            free = Memory.getInt(base + (long) slot * recordBytes + LINK);
            return slot;
        }
        if (top >= capacity) {
            grow();
        }
        return top++;
    }

    final void release(int slot) {
        Memory.putInt(base + (long) slot * recordBytes + LINK, free);
        free = slot;
    }

    /**
     * Twice as much; but from a certain size on at once so much that the system will not copy it at the next growth. What is not
     * touched is not backed by memory.
     */
    private int nextCapacity() {
        if (capacity == 0) {
            return firstSlots;
        }
        boolean leaps = block.bytes() >= LEAP_FROM_BYTES && block.bytes() < LEAP_TO_BYTES;
        return leaps ? LEAP_TO_BYTES / recordBytes : 2 * capacity;
    }

    private void grow() {
        if (capacity >= MAX_SLOTS) {
            throw new IllegalStateException("no room for more than " + capacity + " " + what
                    + ": cancel orders, or spread them over more symbols");
        }
        int slots = nextCapacity();
        block.resize((long) slots * recordBytes);
        base = block.address();
        capacity = slots;
    }
}
