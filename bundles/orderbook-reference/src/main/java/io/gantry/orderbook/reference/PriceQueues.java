package io.gantry.orderbook.reference;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** A queue of orders for every price, by arrival; the prices in the order in which it is their turn. */
final class PriceQueues {
    private final NavigableMap<Long, Map<Long, OpenOrder>> queues;
    private final ToLongFunction<OpenOrder> priceOf;

    private PriceQueues(Comparator<Long> firstPriceFirst, ToLongFunction<OpenOrder> priceOf) {
        this.queues = new TreeMap<>(firstPriceFirst);
        this.priceOf = priceOf;
    }

    static PriceQueues rising(ToLongFunction<OpenOrder> priceOf) {
        return new PriceQueues(Comparator.naturalOrder(), priceOf);
    }

    static PriceQueues falling(ToLongFunction<OpenOrder> priceOf) {
        return new PriceQueues(Comparator.reverseOrder(), priceOf);
    }

    /** The order of the prices. */
    Comparator<? super Long> firstPriceFirst() {
        return queues.comparator();
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    /** The first price, if not empty. */
    long firstPrice() {
        return queues.firstKey();
    }

    /** The oldest order of the first price, if not empty. */
    OpenOrder first() {
        return queues.firstEntry().getValue().values().iterator().next();
    }

    /** Would a price be there before {@code limit}, or with it? */
    boolean isReachedBy(long limit) {
        return !isEmpty() && isWithin(firstPrice(), limit);
    }

    /** Does a price come before {@code limit}, or is it the same? */
    boolean isWithin(long price, long limit) {
        return queues.comparator().compare(price, limit) <= 0;
    }

    /** At the end of the queue of its price. */
    void add(OpenOrder order) {
        queues.computeIfAbsent(priceOf.applyAsLong(order), price -> new LinkedHashMap<>())
                .put(order.orderId, order);
    }

    void remove(OpenOrder order) {
        long price = priceOf.applyAsLong(order);
        Map<Long, OpenOrder> queue = queues.get(price);
        queue.remove(order.orderId);
        if (queue.isEmpty()) {
            queues.remove(price);
        }
    }

    /** The prices, first one first. */
    Collection<Long> prices() {
        return Collections.unmodifiableCollection(queues.keySet());
    }

    /** The orders of one price, oldest first. */
    Collection<OpenOrder> at(long price) {
        return Collections.unmodifiableCollection(
                queues.getOrDefault(price, Map.of()).values());
    }

    void forEach(Consumer<OpenOrder> visitor) {
        queues.values().forEach(queue -> queue.values().forEach(visitor));
    }
}
