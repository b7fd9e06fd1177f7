package io.gantry.cli.flow;

import io.gantry.engine.api.order.Side;

/**
 * The generator's own idea of one symbol's book: queues on a ladder of {@value #LEVELS} price levels, and the orders by
 * age so that young ones can be picked. It knows what a sequential engine would answer, never asks one, and so the flow
 * depends on its seed alone. Of special orders it knows only what is simple; what it takes for open may be gone.
 */
final class ModelBook {
    /** How many price levels the ladder has; orders rest on 0 to LEVELS - 1. */
    static final int LEVELS = 2048;

    static final int MIDDLE = LEVELS / 2;
    private static final int NO_BID = -1;

    private final ModelOrder[] front = new ModelOrder[LEVELS];
    private final ModelOrder[] back = new ModelOrder[LEVELS];
    private ModelOrder youngest;
    private int bestBid = NO_BID;
    private int bestAsk = LEVELS;
    private int bids;
    private int asks;

    int size() {
        return bids + asks;
    }

    int size(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** The best level of a side; -1 for no bid, {@link #LEVELS} for no ask. */
    int best(Side side) {
        return side == Side.BUY ? bestBid : bestAsk;
    }

    /** Levels between the touches; the ladder's ends stand for a missing one. */
    int gap() {
        return bestAsk - bestBid - 1;
    }

    ModelOrder front(Side side) {
        return front[best(side)];
    }

    /** The order behind this one, on its level or a worse one. It is not the last of its side. */
    ModelOrder next(ModelOrder order) {
        return order.behind != null ? order.behind : front[worseLevel(order.level, order.side)];
    }

    /** The order that only {@code rank} others came in after, or else the oldest one. The book is not empty. */
    ModelOrder young(int rank) {
        ModelOrder order = youngest;
        for (int i = 0; i < rank && order.older != null; i++) {
            order = order.older;
        }
        return order;
    }

    void add(ModelOrder order) {
        int level = order.level;
        order.ahead = back[level];
        order.behind = null;
        if (order.ahead == null) {
            front[level] = order;
        } else {
            order.ahead.behind = order;
        }
        back[level] = order;
        order.older = youngest;
        if (youngest != null) {
            youngest.younger = order;
        }
        youngest = order;
        if (order.side == Side.BUY) {
            bids++;
            bestBid = Math.max(bestBid, level);
        } else {
            asks++;
            bestAsk = Math.min(bestAsk, level);
        }
    }

    void remove(ModelOrder order) {
        int level = order.level;
        if (order.ahead == null) {
            front[level] = order.behind;
        } else {
            order.ahead.behind = order.behind;
        }
        if (order.behind == null) {
            back[level] = order.ahead;
        } else {
            order.behind.ahead = order.ahead;
        }
        if (order.younger == null) {
            youngest = order.older;
        } else {
            order.younger.older = order.older;
        }
        if (order.older != null) {
            order.older.younger = order.younger;
        }
        if (order.side == Side.BUY) {
            bids--;
        } else {
            asks--;
        }
        if (front[level] == null && level == best(order.side)) {
            worsen(order.side);
        }
    }

    /** Makes an order smaller, and removes it when nothing is left. */
    void reduce(ModelOrder order, int by) {
        if (by >= order.quantity) {
            remove(order);
        } else {
            order.quantity -= by;
        }
    }

    /** How many orders an account has on a side. */
    int count(long account, Side side) {
        int count = 0;
        for (ModelOrder order = youngest; order != null; order = order.older) {
            count += order.account == account && order.side == side ? 1 : 0;
        }
        return count;
    }

    /** Removes what an account has on a side. */
    void removeAll(long account, Side side) {
        ModelOrder order = youngest;
        while (order != null) {
            ModelOrder older = order.older;
            if (order.account == account && order.side == side) {
                remove(order);
            }
            order = older;
        }
    }

    /** Trades with a side's best orders, no further than a level. Returns what found no order. */
    int take(Side side, int worstLevel, int quantity) {
        int left = quantity;
        while (left > 0 && size(side) > 0 && (worstLevel - best(side)) * towards(side) <= 0) {
            ModelOrder maker = front(side);
            int traded = Math.min(left, maker.quantity);
            left -= traded;
            reduce(maker, traded);
        }
        return left;
    }

    /** How much of a side could trade, no further than a level. */
    long available(Side side, int worstLevel) {
        long sum = 0;
        int level = best(side);
        while (isOnLadder(level) && (worstLevel - level) * towards(side) <= 0) {
            for (ModelOrder order = front[level]; order != null; order = order.behind) {
                sum += order.quantity;
            }
            level = worseLevel(level, side);
        }
        return sum;
    }

    /** The direction in which a side's prices get better. */
    static int towards(Side side) {
        return side == Side.BUY ? 1 : -1;
    }

    private void worsen(Side side) {
        if (side == Side.BUY) {
            bestBid = worseLevel(bestBid, side);
        } else {
            bestAsk = worseLevel(bestAsk, side);
        }
    }

    /** The next level that has orders; the one past the ladder's end if there is none. */
    private int worseLevel(int level, Side side) {
        int at = level - towards(side);
        while (isOnLadder(at) && front[at] == null) {
            at -= towards(side);
        }
        return at;
    }

    private static boolean isOnLadder(int level) {
        return level >= 0 && level < LEVELS;
    }
}
