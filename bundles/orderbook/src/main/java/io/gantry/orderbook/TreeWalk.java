package io.gantry.orderbook;

import java.util.BitSet;
import java.util.function.IntConsumer;

/** Walks the trees of the ladders, node by node; part of {@link Validator}. */
final class TreeWalk {

    private final Orders orders;
    private final Nodes nodes;
    private final Check check;
    private final IntConsumer emptyLevels;
    private final BitSet seen = new BitSet();
    private int levelsBelow;

    /** @param emptyLevels is told of levels that are kept without a queue */
    TreeWalk(OpenOrders open, Check check, IntConsumer emptyLevels) {
        orders = open.orders;
        nodes = open.nodes;
        this.check = check;
        this.emptyLevels = emptyLevels;
    }

    void walk(Ladder ladder) {
        levelsBelow = 0;
        if (ladder.tree().root() != 0) {
            walk(ladder.tree().root(), 0);
        }
        int levels = 0;
        for (int level = ladder.best(); level != 0; level = ladder.after(level)) {
            levels++;
        }
        check.require(levels == levelsBelow, levelsBelow + " levels in a tree, " + levels + " in its order");
    }

    private void walk(int node, int parent) {
        check.require(!seen.get(node), "node " + node + " is in two trees");
        seen.set(node);
        check.require(nodes.parent(node) == parent, "node " + node + " has another parent");
        long bits = nodes.bits(node);
        int shift = nodes.shift(node);
        check.require(shift > 0 || bits != 0 || nodes.isIdle(node), "leaf " + node + " is empty and not idle");
        check.require(shift == 0 || Long.bitCount(bits) > 1, "node " + node + " has one child only");
        for (int digit = 0; digit < Long.SIZE; digit++) {
            int child = nodes.child(node, digit);
            boolean isMarked = (bits >>> digit & 1) != 0;
            check.require(isMarked ? child != 0 : child == 0 || shift == 0, "child " + digit + " of node " + node);
            if (child != 0 && shift == 0) {
                checkLevel(node, digit, child);
                countLevel(child, isMarked);
            } else if (child != 0) {
                checkChild(node, shift, digit, child);
                walk(child, node);
            }
        }
    }

    private void checkLevel(int leaf, int digit, int level) {
        long key = orders.tickKey(level);
        check.require(
                orders.leaf(level) == leaf
                        && PriceTree.digit(key, 0) == digit
                        && PriceTree.prefix(key, 0) == nodes.prefix(leaf),
                "level " + orders.price(level) + " is in the wrong leaf");
    }

    private void countLevel(int level, boolean isMarked) {
        if (isMarked) {
            levelsBelow++;
            return;
        }
        check.require(
                orders.id(level) == 0 && orders.next(level) == level && orders.previous(level) == level,
                "level " + orders.price(level) + " is kept as an empty one and is not");
        emptyLevels.accept(level);
    }

    private void checkChild(int node, int shift, int digit, int child) {
        int childShift = nodes.shift(child);
        long key = PriceTree.someKey(nodes.prefix(child), childShift);
        check.require(
                childShift < shift
                        && PriceTree.digit(key, shift) == digit
                        && PriceTree.prefix(key, shift) == nodes.prefix(node),
                "node " + child + " is below the wrong node");
    }

    /** After all trees: the rest must be free. */
    void walkFree() {
        for (int free = nodes.firstFree(); free != 0; free = nodes.nextFree(free)) {
            check.require(!seen.get(free), "free node " + free + " is in use");
            seen.set(free);
        }
        check.require(seen.cardinality() == nodes.top() - 1, "nodes are lost");
    }

    /** Complains if something does not hold. */
    @FunctionalInterface
    interface Check {
        void require(boolean holds, String fault);
    }
}
