package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.Side;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The orders of one side: levels from the best price to the worst. */
final class BookSide {
    private final Side side;
    private final NavigableMap<Long, PriceLevel> levels;

    BookSide(Side side) {
        this.side = side;
        Comparator<Long> bestFirst = side == Side.BUY ? Comparator.reverseOrder() : Comparator.naturalOrder();
        this.levels = new TreeMap<>(bestFirst);
    }

    Side side() {
        return side;
    }

    boolean isEmpty() {
        return levels.isEmpty();
    }

    /** Best price of a side that is not empty. */
    long bestPrice() {
        return levels.firstKey();
    }

    /** The order that trades next, of a side that is not empty. */
    RestingOrder first() {
        return levels.firstEntry().getValue().first();
    }

    /** Does an order of the other side with this limit trade with this side's best? */
    boolean isReachedBy(long limit) {
        return !isEmpty() && isWithin(bestPrice(), limit);
    }

    /** Can an order of the other side with this limit trade its whole quantity at once? */
    boolean canFill(long limit, long quantity) {
        long missing = quantity;
        for (Map.Entry<Long, PriceLevel> level : levels.entrySet()) {
            if (!isWithin(level.getKey(), limit)) {
                return false;
            }
            for (RestingOrder order : level.getValue().orders()) {
                // Counts down instead of summing up: a sum of open quantities may not fit in a long.
                missing -= order.remaining;
                if (missing <= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isWithin(long price, long limit) {
        return side == Side.SELL ? price <= limit : price >= limit;
    }

    void add(RestingOrder order) {
        levels.computeIfAbsent(order.price, price -> new PriceLevel()).add(order);
    }

    void remove(RestingOrder order) {
        PriceLevel level = levels.get(order.price);
        level.remove(order);
        if (level.isEmpty()) {
            levels.remove(order.price);
        }
    }

    /** The highest arrival that a price's queue has seen, 0 if there is no such queue. */
    long newestArrivalAt(long price) {
        PriceLevel level = levels.get(price);
        return level == null ? 0 : level.newestArrival();
    }

    /** Shows the orders, best price first, in queue order. */
    void forEach(Consumer<RestingOrder> visitor) {
        for (PriceLevel level : levels.values()) {
            level.orders().forEach(visitor);
        }
    }

    /** The levels by price, best first. */
    Map<Long, PriceLevel> levels() {
        return Collections.unmodifiableMap(levels);
    }
}
