package io.gantry.benchmarks.stream;

/** Chooses orders to be changed: those that came or moved lately, as traders most often do, or any. */
final class RecentOrders {
    private static final int TRIES = 4;
    private static final int MOST = 1 << 16;

    private final StreamRandom random;
    private final OpenOrders orders;
    private final int[] ring;
    private int at;

    /** @param target how many orders are to be open */
    RecentOrders(StreamRandom random, OpenOrders orders, int target) {
        this.random = random;
        this.orders = orders;
        ring = new int[Math.max(16, Math.min(MOST, Integer.highestOneBit(Math.max(1, target / 4))))];
    }

    void note(int number) {
        ring[at] = number;
        at = at + 1 & ring.length - 1;
    }

    /** An open order that came or moved lately, if one is found, else any; there must be one. */
    int recent() {
        for (int i = 0; i < TRIES; i++) {
            int recent = ring[random.below(ring.length)];
            if (orders.isOpen(recent)) {
                return recent;
            }
        }
        return any();
    }

    /** An open order; there must be one. */
    int any() {
        return orders.at(random.below(orders.count()));
    }
}
