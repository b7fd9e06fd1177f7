package io.gantry.orderbook;

/**
 * The records of the ladders' trees: 64 children each. Hot path.
 *
 * <pre>
 *  0 which children there are, a bit each    8 prefix: what all keys below have in common    16 shift (int)   20 parent (int, 0 none)
 * 24 idle mark (int)                         64 children (64 ints): levels in a leaf (shift 0), else nodes; 0 none
 * </pre>
 *
 * <p>A leaf keeps levels whose queue is empty, with their bit clear: prices come back, and a level that is there costs nothing to open.
 */
final class Nodes extends Slots {

    private static final int CHILDREN = 64;
    private static final int BYTES = CHILDREN + 64 * Integer.BYTES;
    private static final int FIRST_SLOTS = 4;

    private static final int PREFIX = 8;
    private static final int LEVEL_SHIFT = 16;
    private static final int PARENT = 20;
    private static final int IDLE = 24;

    Nodes(String symbol) {
        super("ranges of prices of " + symbol, BYTES, FIRST_SLOTS);
    }

    private long at(int node) {
        assert node > 0 && node < top() : "node " + node + " of " + top();
        return base + (long) node * BYTES;
    }

    /** A node without children. */
    int add(long prefix, int shift, int parent) {
        int node = allocate();
        long at = at(node);
        Memory.clear(at, BYTES);
        Memory.putLong(at + PREFIX, prefix);
        Memory.putInt(at + LEVEL_SHIFT, shift);
        Memory.putInt(at + PARENT, parent);
        return node;
    }

    long bits(int node) {
        return Memory.getLong(at(node));
    }

    long prefix(int node) {
        return Memory.getLong(at(node) + PREFIX);
    }

    int shift(int node) {
        return Memory.getInt(at(node) + LEVEL_SHIFT);
    }

    int parent(int node) {
        return Memory.getInt(at(node) + PARENT);
    }

    void parent(int node, int value) {
        Memory.putInt(at(node) + PARENT, value);
    }

    /** Is it in the ladder's list of leaves that became empty? */
    boolean isIdle(int node) {
        return Memory.getInt(at(node) + IDLE) != 0;
    }

    void idle(int node, boolean value) {
        Memory.putInt(at(node) + IDLE, value ? 1 : 0);
    }

    int child(int node, int digit) {
        assert digit >= 0 && digit < 64 : "child " + digit;
        return Memory.getInt(at(node) + CHILDREN + (long) digit * Integer.BYTES);
    }

    void child(int node, int digit, int value) {
        assert digit >= 0 && digit < 64 && value != 0 : "child " + digit + " " + value;
        long at = at(node);
        Memory.putInt(at + CHILDREN + (long) digit * Integer.BYTES, value);
        Memory.putLong(at, Memory.getLong(at) | 1L << digit);
    }

    /** Says that a child is there, which it may have been before. */
    void mark(int node, int digit) {
        assert child(node, digit) != 0 : "child " + digit;
        long at = at(node);
        Memory.putLong(at, Memory.getLong(at) | 1L << digit);
    }

    /**
     * Says that a child is not there for now; its number stays.
     *
     * @return which children are left
     */
    long unmark(int node, int digit) {
        assert (bits(node) >>> digit & 1) != 0 : "child " + digit;
        long at = at(node);
        long left = Memory.getLong(at) & ~(1L << digit);
        Memory.putLong(at, left);
        return left;
    }

    /** @return which children are left */
    long removeChild(int node, int digit) {
        Memory.putInt(at(node) + CHILDREN + (long) digit * Integer.BYTES, 0);
        return unmark(node, digit);
    }
}
