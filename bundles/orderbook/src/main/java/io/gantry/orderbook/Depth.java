package io.gantry.orderbook;

import java.util.Arrays;

/** The levels of one side up to a limit, best first, and how much stands at each or better; sums end at the largest long. */
final class Depth {

    private long[] prices = new long[16];
    private long[] quantities = new long[16];
    private int levels;

    Depth(OpenOrders open, Ladder ladder, long limitKey) {
        Orders orders = open.orders;
        long sum = 0;
        int level = ladder.best();
        while (level != 0 && ladder.key(orders.price(level)) <= limitKey) {
            for (int slot = orders.next(level); slot != level; slot = orders.next(slot)) {
                sum += Math.min(orders.remaining(slot), Long.MAX_VALUE - sum);
            }
            add(orders.price(level), sum);
            level = ladder.after(level);
        }
    }

    private void add(long price, long quantity) {
        if (levels == prices.length) {
            prices = Arrays.copyOf(prices, 2 * levels);
            quantities = Arrays.copyOf(quantities, 2 * levels);
        }
        prices[levels] = price;
        quantities[levels++] = quantity;
    }

    int levels() {
        return levels;
    }

    long price(int level) {
        return prices[level];
    }

    /** What stands at this level and better ones. */
    long quantityTo(int level) {
        return quantities[level];
    }
}
