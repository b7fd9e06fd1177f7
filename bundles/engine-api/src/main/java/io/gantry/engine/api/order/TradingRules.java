package io.gantry.engine.api.order;

/**
 * A symbol's trading rules, set by a sequenced command of kind RULES; part of the book's state. New rules hold for what is
 * entered or changed later; orders that are open stay.
 *
 * @param lowPrice lowest price and stop price allowed, 0 for no bound
 * @param highPrice highest price and stop price allowed, 0 for no bound
 * @param protectionTicks a market order trades at most this many ticks away from the best price that it meets first, 0 for
 *     no bound
 * @param maxOpenOrders how many open orders an account may have, 0 for no bound
 * @param dayEndNanos time of the day (UTC, nanoseconds after midnight) at which DAY orders expire
 */
public record TradingRules(long lowPrice, long highPrice, long protectionTicks, int maxOpenOrders, long dayEndNanos) {

    /** Nanoseconds of a day. */
    public static final long DAY_NANOS = 86_400_000_000_000L;

    /** No bounds; the day ends at midnight UTC. */
    public static final TradingRules NONE = new TradingRules(0, 0, 0, 0, 0);

    /** @throws IllegalArgumentException naming the figure that is wrong */
    public TradingRules {
        String fault = faultOf(lowPrice, highPrice, protectionTicks, maxOpenOrders, dayEndNanos);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException("trading rules: " + fault);
        }
    }

    /** What is wrong with figures, in words; empty if nothing. */
    public static String faultOf(
            long lowPrice, long highPrice, long protectionTicks, long maxOpenOrders, long dayEndNanos) {
        if (lowPrice < 0 || highPrice < 0 || (highPrice != 0 && highPrice < lowPrice)) {
            return "price band " + lowPrice + " to " + highPrice + " is not a range of prices";
        }
        if (protectionTicks < 0) {
            return "protection of " + protectionTicks + " ticks is below zero";
        }
        if (maxOpenOrders < 0 || maxOpenOrders > Integer.MAX_VALUE) {
            return "maximum of " + maxOpenOrders + " open orders is not in 0 to " + Integer.MAX_VALUE;
        }
        if (dayEndNanos < 0 || dayEndNanos >= DAY_NANOS) {
            return "end of day at " + dayEndNanos + " ns after midnight is not within a day";
        }
        return "";
    }

    /** Is a price within the band? */
    public boolean allows(long price) {
        return price >= lowPrice && (highPrice == 0 || price <= highPrice);
    }

    /** The end of the trading day that a time (nanoseconds since 1970, UTC) belongs to: the first one after it. */
    public long dayEndAfter(long timeNanos) {
        long sinceEnd = Math.floorMod(timeNanos - dayEndNanos, DAY_NANOS);
        return timeNanos - sinceEnd + DAY_NANOS;
    }
}
