package io.gantry.benchmarks.stream;

/** Chooses orders to be changed: most often one that came or moved lately, as traders do, else any. */
final class RecentOrders {
    private static final int MOST = 1 << 14;

    private final StreamRandom random;
    private final OpenOrders orders;
    private final int recentPercent;
    private final int[] ring;
    private int at;

    /** @param target how many orders are to be open */
    RecentOrders(StreamRandom random, OpenOrders orders, int target, int recentPercent) {
        this.random = random;
        this.orders = orders;
        this.recentPercent = recentPercent;
        ring = new int[Math.max(16, Math.min(MOST, Integer.highestOneBit(Math.max(1, target / 4))))];
    }

    void note(int number) {
        ring[at] = number;
        at = at + 1 & ring.length - 1;
    }

    /** An open order; there must be one. */
    int pick() {
        if (random.percent(recentPercent)) {
            int recent = ring[random.below(ring.length)];
            if (orders.isOpen(recent)) {
                return recent;
            }
        }
        return orders.at(random.below(orders.count()));
    }
}
