package io.gantry.orderbook;

/**
 * The price levels of one side, or the stop prices of one side's stops, best first. Hot path.
 *
 * <p>Prices are turned into keys such that the smaller key is always the better one: asks and buy stops have the price itself,
 * bids and sell stops what it lacks of the largest long.
 */
final class Ladder {

    private static final int DIGIT_MASK = 63;
    private static final int DIGIT_BITS = 6;
    private static final int FEW_LEAVES = 8;
    private static final int MANY_LEAVES = 64;

    private final Orders orders;
    private final Nodes nodes;
    private final Grid ticks;
    private final PriceTree tree;
    private final long mask;

    private int best;
    private long bestKey = Long.MAX_VALUE;

    /** Leaves by the low bits of their prefix. */
    private int[] knownLeaves = new int[FEW_LEAVES];

    /** @param highestFirst whether higher prices are better */
    Ladder(Orders orders, Nodes nodes, Grid ticks, boolean highestFirst) {
        this.orders = orders;
        this.nodes = nodes;
        this.ticks = ticks;
        mask = highestFirst ? Long.MAX_VALUE : 0;
        tree = new PriceTree(nodes);
    }

    /** The best level, 0 if there is none. */
    int best() {
        return best;
    }

    boolean isEmpty() {
        return best == 0;
    }

    /** Price of the best level, if there is one. */
    long bestPrice() {
        return bestKey ^ mask;
    }

    /** A limit as {@link #isReachedBy} wants it. */
    long key(long price) {
        return price ^ mask;
    }

    /** Is there a level at a limit's key or better? */
    boolean isReachedBy(long limitKey) {
        return bestKey <= limitKey && best != 0;
    }

    PriceTree tree() {
        return tree;
    }

    /** Puts an order at the back of its price's queue. */
    void join(int slot, long price) {
        long tickKey = ticks.quotient(price) ^ mask;
        int[] known = knownLeaves;
        int at = (int) (tickKey >>> DIGIT_BITS) & known.length - 1;
        int leaf = known[at];
        if (leaf == 0 || nodes.prefix(leaf) != tickKey >>> DIGIT_BITS) {
            leaf = tree.leaf(tickKey);
            know(at, leaf);
        }
        int level = nodes.child(leaf, (int) tickKey & DIGIT_MASK);
        if (level == 0) {
            level = orders.newLevel(price, tickKey, leaf);
            nodes.child(leaf, (int) tickKey & DIGIT_MASK, level);
        }
        nodes.mark(leaf, (int) tickKey & DIGIT_MASK);
        long key = price ^ mask;
        if (key < bestKey || best == 0) {
            bestKey = key;
            best = level;
        }
        orders.append(level, slot);
    }

    /** The level of a price that orders stand at; 0 if none do. */
    int find(long price) {
        long tickKey = ticks.quotient(price) ^ mask;
        int leaf = knownLeaves[(int) (tickKey >>> DIGIT_BITS) & knownLeaves.length - 1];
        if (leaf == 0 || nodes.prefix(leaf) != tickKey >>> DIGIT_BITS) {
            leaf = tree.find(tickKey);
        }
        int digit = (int) tickKey & DIGIT_MASK;
        return leaf != 0 && (nodes.bits(leaf) >>> digit & 1) != 0 ? nodes.child(leaf, digit) : 0;
    }

    /** Remembers a leaf; when it would push out another one there is room for more from then on. */
    private void know(int at, int leaf) {
        if (knownLeaves[at] == 0 || knownLeaves.length == MANY_LEAVES) {
            knownLeaves[at] = leaf;
        } else {
            knownLeaves = new int[MANY_LEAVES];
            knownLeaves[(int) nodes.prefix(leaf) & MANY_LEAVES - 1] = leaf;
        }
    }

    /** Forgets a leaf that is gone, 0 if none is, and gives its levels back. */
    private void forgetLeaf(int leaf) {
        if (leaf == 0) {
            return;
        }
        int at = (int) nodes.prefix(leaf) & knownLeaves.length - 1;
        if (knownLeaves[at] == leaf) {
            knownLeaves[at] = 0;
        }
        for (int digit = 0; digit <= DIGIT_MASK; digit++) {
            int level = nodes.child(leaf, digit);
            if (level != 0) {
                orders.release(level);
            }
        }
    }

    /** A level's queue is empty. The level stays with its leaf. */
    void close(int level) {
        int leaf = orders.leaf(level);
        long left = nodes.unmark(leaf, (int) orders.tickKey(level) & DIGIT_MASK);
        if (level == best) {
            best = left != 0 ? nodes.child(leaf, Long.numberOfTrailingZeros(left)) : firstAfter(leaf);
            bestKey = best == 0 ? Long.MAX_VALUE : orders.price(best) ^ mask;
        }
        if (left == 0) {
            forgetLeaf(tree.emptied(leaf));
        }
    }

    /** The level after one, 0 if it is the last. */
    int after(int level) {
        int leaf = orders.leaf(level);
        long after = nodes.bits(leaf) & -2L << ((int) orders.tickKey(level) & DIGIT_MASK);
        return after != 0 ? nodes.child(leaf, Long.numberOfTrailingZeros(after)) : firstAfter(leaf);
    }

    private int firstAfter(int emptyLeaf) {
        int leaf = tree.after(emptyLeaf);
        while (leaf != 0) {
            long bits = nodes.bits(leaf);
            if (bits != 0) {
                return nodes.child(leaf, Long.numberOfTrailingZeros(bits));
            }
            leaf = tree.after(leaf);
        }
        return 0;
    }
}
