package io.gantry.orderbook;

import io.gantry.engine.api.book.BookOrder;
import java.util.Arrays;

/** The orders that expire, by expiry and then arrival: a binary heap of slots; an order's details know its place. Hot path. */
final class ExpiryQueue {

    private final Orders orders;
    private final Details details;
    private int[] heap = new int[0];
    private int size;
    private long next = Long.MAX_VALUE;

    ExpiryQueue(Orders orders, Details details) {
        this.orders = orders;
        this.details = details;
    }

    /** The earliest expiry; the largest long if nothing expires. */
    long next() {
        return next;
    }

    int size() {
        return size;
    }

    /** The order at a place, from 1 to {@link #size}; the first expires first. */
    int at(int place) {
        return heap[place];
    }

    void add(int slot) {
        if (size + 1 >= heap.length) {
            heap = Arrays.copyOf(heap, Math.max(16, 2 * heap.length));
        }
        size++;
        rise(size, slot);
        tellNext();
    }

    void remove(int slot) {
        int place = details.place(orders.details(slot));
        details.place(orders.details(slot), 0);
        int last = heap[size--];
        if (last != slot) {
            if (place > 1 && isBefore(last, heap[place / 2])) {
                rise(place, last);
            } else {
                sink(place, last);
            }
        }
        tellNext();
    }

    /** An order has a later arrival than before. */
    void arrivedAgain(int slot) {
        sink(details.place(orders.details(slot)), slot);
        tellNext();
    }

    private void rise(int from, int slot) {
        int place = from;
        while (place > 1 && isBefore(slot, heap[place / 2])) {
            put(place, heap[place / 2]);
            place /= 2;
        }
        put(place, slot);
    }

    private void sink(int from, int slot) {
        int place = from;
        while (2 * place <= size) {
            int child = 2 * place;
            if (child < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], slot)) {
                break;
            }
            put(place, heap[child]);
            place = child;
        }
        put(place, slot);
    }

    private void put(int place, int slot) {
        heap[place] = slot;
        details.place(orders.details(slot), place);
    }

    private void tellNext() {
        next = size == 0 ? Long.MAX_VALUE : expireNanos(heap[1]);
    }

    private long expireNanos(int slot) {
        return details.expireNanos(orders.details(slot));
    }

    boolean isBefore(int slot, int other) {
        long expiry = expireNanos(slot);
        long otherExpiry = expireNanos(other);
        return expiry != otherExpiry
                ? expiry < otherExpiry
                : BookOrder.arrivalOf(orders.tag(slot)) < BookOrder.arrivalOf(orders.tag(other));
    }
}
