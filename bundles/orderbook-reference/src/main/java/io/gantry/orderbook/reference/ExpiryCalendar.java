package io.gantry.orderbook.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which orders expire when. */
final class ExpiryCalendar {
    private final NavigableMap<Long, Map<Long, OpenOrder>> ordersByTime = new TreeMap<>();

    void add(OpenOrder order) {
        if (order.expireNanos != 0) {
            ordersByTime
                    .computeIfAbsent(order.expireNanos, time -> new HashMap<>())
                    .put(order.orderId, order);
        }
    }

    void remove(OpenOrder order) {
        ordersByTime.computeIfPresent(order.expireNanos, (time, orders) -> {
            orders.remove(order.orderId);
            return orders.isEmpty() ? null : orders;
        });
    }

    /** The earliest expiry; the largest long if nothing expires. */
    long next() {
        return ordersByTime.isEmpty() ? Long.MAX_VALUE : ordersByTime.firstKey();
    }

    /** The orders whose time is over: by expiry, then arrival. */
    List<OpenOrder> due(long timeNanos) {
        if (ordersByTime.isEmpty() || ordersByTime.firstKey() > timeNanos) {
            return List.of();
        }
        List<OpenOrder> due = new ArrayList<>();
        for (Map<Long, OpenOrder> orders : ordersByTime.headMap(timeNanos, true).values()) {
            orders.values().stream()
                    .sorted(Comparator.comparingLong(order -> order.arrival))
                    .forEach(due::add);
        }
        return due;
    }

    /** How many orders will expire. */
    int size() {
        return ordersByTime.values().stream().mapToInt(Map::size).sum();
    }

    boolean contains(OpenOrder order) {
        return ordersByTime.getOrDefault(order.expireNanos, Map.of()).get(order.orderId) == order;
    }
}
