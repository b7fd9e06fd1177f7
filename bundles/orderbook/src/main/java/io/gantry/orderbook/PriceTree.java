package io.gantry.orderbook;

/**
 * A tree over the tick keys of one ladder: six bits of the key a step, and no step where all keys agree. Leaves hold 64 neighbouring
 * ticks. A leaf that becomes empty stays for a while, since prices come back.
 */
final class PriceTree {

    private static final int DIGIT_BITS = 6;
    private static final int DIGIT_MASK = 63;
    private static final int KEY_BITS = 63;
    private static final int MAX_IDLE = 4;

    private final Nodes nodes;
    private final int[] idle = new int[MAX_IDLE];
    private int nextIdle;
    private int root;

    PriceTree(Nodes nodes) {
        this.nodes = nodes;
    }

    /** 0 if it is empty. */
    int root() {
        return root;
    }

    /** What the keys below a node of this shift have in common. */
    static long prefix(long key, int shift) {
        int from = shift + DIGIT_BITS;
        return from >= KEY_BITS ? 0 : key >>> from;
    }

    static int digit(long key, int shift) {
        return (int) (key >>> shift) & DIGIT_MASK;
    }

    /** The leaf of a key, made if need be. */
    int leaf(long key) {
        int node = root;
        int parent = 0;
        while (node != 0) {
            int shift = nodes.shift(node);
            if (prefix(key, shift) != nodes.prefix(node)) {
                return split(node, key);
            }
            if (shift == 0) {
                return node;
            }
            parent = node;
            node = nodes.child(node, digit(key, shift));
        }
        return newLeaf(parent, key);
    }

    /** The leaf of a key, 0 if there is none. */
    int find(long key) {
        int node = root;
        while (node != 0) {
            int shift = nodes.shift(node);
            if (prefix(key, shift) != nodes.prefix(node) || shift == 0) {
                break;
            }
            node = nodes.child(node, digit(key, shift));
        }
        return node != 0 && nodes.prefix(node) == prefix(key, 0) && nodes.shift(node) == 0 ? node : 0;
    }

    private int newLeaf(int parent, long key) {
        int leaf = nodes.add(prefix(key, 0), 0, parent);
        if (parent == 0) {
            root = leaf;
        } else {
            nodes.child(parent, digit(key, nodes.shift(parent)), leaf);
        }
        return leaf;
    }

    /** Puts a node above one that a key does not belong below, to hold both. */
    private int split(int node, long key) {
        long other = someKey(node);
        int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros(key ^ other);
        int shift = highest / DIGIT_BITS * DIGIT_BITS;
        int parent = nodes.parent(node);
        int above = nodes.add(prefix(key, shift), shift, parent);
        nodes.child(above, digit(other, shift), node);
        nodes.parent(node, above);
        replace(parent, digit(key, parent == 0 ? 0 : nodes.shift(parent)), above);
        return newLeaf(above, key);
    }

    private void replace(int parent, int digit, int node) {
        if (parent == 0) {
            root = node;
        } else {
            nodes.child(parent, digit, node);
        }
    }

    /** A key that belongs below a node. */
    private long someKey(int node) {
        return someKey(nodes.prefix(node), nodes.shift(node));
    }

    /** A key with a prefix. */
    static long someKey(long prefix, int shift) {
        int from = shift + DIGIT_BITS;
        return from >= KEY_BITS ? 0 : prefix << from;
    }

    /** The leaf after one, 0 if there is none; it may be empty. */
    int after(int leaf) {
        long key = someKey(leaf);
        int node = nodes.parent(leaf);
        while (node != 0) {
            int shift = nodes.shift(node);
            long after = nodes.bits(node) & -2L << digit(key, shift);
            if (after != 0) {
                return firstBelow(nodes.child(node, Long.numberOfTrailingZeros(after)));
            }
            node = nodes.parent(node);
        }
        return 0;
    }

    /** The first leaf, 0 if there is none; it may be empty. */
    int first() {
        return root == 0 ? 0 : firstBelow(root);
    }

    private int firstBelow(int node) {
        int found = node;
        while (nodes.shift(found) > 0) {
            found = nodes.child(found, Long.numberOfTrailingZeros(nodes.bits(found)));
        }
        return found;
    }

    /**
     * A leaf has become empty. It stays until some others have become empty after it.
     *
     * @return the leaf that is gone for it, 0 if none
     */
    int emptied(int leaf) {
        if (nodes.isIdle(leaf)) {
            return 0;
        }
        int oldest = idle[nextIdle];
        idle[nextIdle] = leaf;
        nextIdle = (nextIdle + 1) % MAX_IDLE;
        nodes.idle(leaf, true);
        if (oldest == 0) {
            return 0;
        }
        nodes.idle(oldest, false);
        if (nodes.bits(oldest) != 0) {
            return 0;
        }
        remove(oldest);
        return oldest;
    }

    private void remove(int leaf) {
        long key = someKey(leaf);
        int parent = nodes.parent(leaf);
        nodes.release(leaf);
        if (parent == 0) {
            root = 0;
            return;
        }
        long left = nodes.removeChild(parent, digit(key, nodes.shift(parent)));
        if ((left & left - 1) == 0) {
            int only = nodes.child(parent, Long.numberOfTrailingZeros(left));
            int above = nodes.parent(parent);
            nodes.parent(only, above);
            replace(above, digit(key, above == 0 ? 0 : nodes.shift(above)), only);
            nodes.release(parent);
        }
    }
}
