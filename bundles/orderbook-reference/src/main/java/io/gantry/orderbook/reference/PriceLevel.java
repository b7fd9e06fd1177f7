package io.gantry.orderbook.reference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The queue of one price, in order of arrival. A map by order id that remembers the order of insertion, so that an order
 * leaves the middle of the queue without a search.
 */
final class PriceLevel {
    private final Map<Long, RestingOrder> queue = new LinkedHashMap<>();
    private long newestArrival;

    void add(RestingOrder order) {
        queue.put(order.orderId, order);
        newestArrival = order.arrival;
    }

    void remove(RestingOrder order) {
        queue.remove(order.orderId);
    }

    RestingOrder first() {
        return queue.values().iterator().next();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Arrival of the order that joined last, whether it is still there or not. */
    long newestArrival() {
        return newestArrival;
    }

    Collection<RestingOrder> orders() {
        return queue.values();
    }
}
