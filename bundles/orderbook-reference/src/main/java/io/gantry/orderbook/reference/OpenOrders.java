package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.Side;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All open orders of a book, and every way to find them. */
final class OpenOrders {
    private final PriceQueues bids = PriceQueues.falling(order -> order.price);
    private final PriceQueues asks = PriceQueues.rising(order -> order.price);
    private final PriceQueues buyStops = PriceQueues.rising(order -> order.stopPrice);
    private final PriceQueues sellStops = PriceQueues.falling(order -> order.stopPrice);
    private final Map<Long, OpenOrder> byId = new HashMap<>();
    private final Map<Long, Integer> countByAccount = new HashMap<>();
    private final ExpiryCalendar expiries = new ExpiryCalendar();
    private long arrivals;

    OpenOrders(long arrivals) {
        this.arrivals = arrivals;
    }

    /** How many arrivals there were. */
    long arrivals() {
        return arrivals;
    }

    PriceQueues resting(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    PriceQueues stops(Side side) {
        return side == Side.BUY ? buyStops : sellStops;
    }

    Collection<OpenOrder> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Those that are wanted, oldest arrival first. */
    List<OpenOrder> byArrival(Predicate<OpenOrder> wanted) {
        return byId.values().stream()
                .filter(wanted)
                .sorted(Comparator.comparingLong(order -> order.arrival))
                .toList();
    }

    ExpiryCalendar expiries() {
        return expiries;
    }

    boolean contains(long orderId) {
        return byId.containsKey(orderId);
    }

    /** The open order of this id, which must be there. */
    OpenOrder get(long orderId) {
        return byId.get(orderId);
    }

    int countOf(long account) {
        return countByAccount.getOrDefault(account, 0);
    }

    /** Puts an order at the end of its queue, as one that arrives now: a limit order rests, a stop waits. */
    void add(OpenOrder order) {
        order.showSlice();
        order.arrival = ++arrivals;
        put(order);
    }

    /** Puts an order at the end of its queue, with the arrival that it has. */
    void put(OpenOrder order) {
        queuesOf(order).add(order);
        byId.put(order.orderId, order);
        countByAccount.merge(order.account, 1, Integer::sum);
        expiries.add(order);
    }

    void remove(OpenOrder order) {
        queuesOf(order).remove(order);
        byId.remove(order.orderId);
        countByAccount.computeIfPresent(order.account, (account, count) -> count == 1 ? null : count - 1);
        expiries.remove(order);
    }

    /** After a trade of a resting order: it is over, or an iceberg shows its next part at the end of the queue. */
    void afterTrade(OpenOrder order) {
        if (order.remaining == 0) {
            remove(order);
        } else if (order.visible() == 0) {
            remove(order);
            add(order);
        }
    }

    private PriceQueues queuesOf(OpenOrder order) {
        return order.isStop() ? stops(order.side) : resting(order.side);
    }
}
