package io.gantry.benchmarks.stream;

/**
 * Prices and sizes as order flow of equities shows them: some orders improve on the best price of their side, as many join it,
 * most stand behind it, the farther the fewer, and a passive part stands far off; half of all orders have exactly one round lot.
 */
final class Quotes {
    /** The middle of the prices at the start; what trades is pulled back to it. */
    static final int CENTRE = 100_000;

    /** Passive orders stand up to so many ticks behind the best price. */
    static final int DEPTH = 300;

    private static final int NEAR = 50;
    private static final int ROUND_LOT = 100;

    private final StreamRandom random;
    private final OpenOrders orders;

    Quotes(StreamRandom random, OpenOrders orders) {
        this.random = random;
        this.orders = orders;
    }

    /** A price of the passive mass around the centre: more the farther away. */
    int passive(boolean isBuy) {
        int distance = 1 + (int) (DEPTH * Math.sqrt(random.fraction()));
        return isBuy ? CENTRE - distance : CENTRE + distance;
    }

    /** A price that does not trade. */
    int resting(boolean isBuy) {
        int inside = isBuy ? ceiling() : floor();
        int own = own(isBuy);
        int spread = Math.abs(inside - own);
        int chance = random.below(100);
        if (chance < 18 && spread > 0) {
            return towards(own, isBuy, 1 + random.below(spread));
        }
        if (chance < 35) {
            return own;
        }
        int behind =
                chance < 90 ? (int) Math.exp(random.fraction() * Math.log(NEAR)) : NEAR + random.below(DEPTH - NEAR);
        return towards(own, isBuy, -behind);
    }

    /** A price that trades with the best of the other side, if there is one. */
    int crossing(boolean isBuy) {
        int reach = random.percent(80) ? 0 : 1 + random.below(3);
        return isBuy ? ceiling() + 1 + reach : floor() - 1 - reach;
    }

    /** Another price for an order that is quoted: wherever a new one might stand; now and then one that trades. */
    int requoted(int number) {
        boolean isBuy = orders.isBuy(number);
        return random.percent(1) ? crossing(isBuy) : notThe(orders.price(number), isBuy, resting(isBuy));
    }

    /** Another price for any order: a few ticks away, without trading. */
    int shifted(int number) {
        boolean isBuy = orders.isBuy(number);
        int step = 1 + random.below(5);
        int price = towards(orders.price(number), isBuy, random.percent(50) ? step : -step);
        return notThe(orders.price(number), isBuy, isBuy ? Math.min(price, ceiling()) : Math.max(price, floor()));
    }

    /** The old price again would keep the order's place in one book and not in the other. */
    private static int notThe(int old, boolean isBuy, int price) {
        return price == old ? towards(old, isBuy, -1) : price;
    }

    int quantity() {
        return random.percent(50) ? ROUND_LOT : 1 + random.below(2 * ROUND_LOT - 30);
    }

    private int own(boolean isBuy) {
        if (isBuy) {
            return orders.hasBid() ? orders.bestBid() : Math.min(CENTRE, ceiling());
        }
        return orders.hasAsk() ? orders.bestAsk() : Math.max(CENTRE + 1, floor());
    }

    /** The highest price that a bid can have without trading. */
    private int ceiling() {
        if (orders.hasAsk()) {
            return orders.bestAsk() - 1;
        }
        return orders.hasBid() ? orders.bestBid() : CENTRE;
    }

    private int floor() {
        if (orders.hasBid()) {
            return orders.bestBid() + 1;
        }
        return orders.hasAsk() ? orders.bestAsk() : CENTRE + 1;
    }

    private static int towards(int price, boolean isBuy, int ticks) {
        return isBuy ? price + ticks : price - ticks;
    }
}
