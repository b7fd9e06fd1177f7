package io.gantry.orderbook.reference;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** One walk through everything a book holds, that ends with an exception at the first thing that is not as it must be. */
final class BookCheck {
    private final String book;
    private final Map<Long, RestingOrder> ordersById;
    private final long arrivals;
    private final Function<RestingOrder, String> faultOf;
    private final Set<Long> arrivalsSeen = new HashSet<>();

    /** @param faultOf what is wrong with an order by itself, empty if nothing */
    BookCheck(String book, Map<Long, RestingOrder> ordersById, long arrivals, Function<RestingOrder, String> faultOf) {
        this.book = book;
        this.ordersById = ordersById;
        this.arrivals = arrivals;
        this.faultOf = faultOf;
    }

    /** How many orders the queues hold. */
    int check(BookSide bids, BookSide asks) {
        checkSide(bids);
        checkSide(asks);
        boolean isCrossed = !bids.isEmpty() && asks.isReachedBy(bids.bestPrice());
        require(!isCrossed, () -> "bids and asks cross");
        return arrivalsSeen.size();
    }

    private void checkSide(BookSide side) {
        side.levels().forEach((price, level) -> {
            require(!level.isEmpty(), () -> "empty level at " + price);
            long before = 0;
            for (RestingOrder order : level.orders()) {
                checkOrder(order, side, price);
                require(order.arrival > before, () -> order + " stands behind a younger order");
                before = order.arrival;
            }
        });
    }

    private void checkOrder(RestingOrder order, BookSide side, long price) {
        String fault = faultOf.apply(order);
        require(fault.isEmpty(), () -> order + ": " + fault);
        require(
                order.side == side.side() && order.price == price,
                () -> order + " stands at " + side.side() + " " + price);
        require(ordersById.get(order.orderId) == order, () -> order + " is not the one known by its id");
        require(order.arrival <= arrivals, () -> order + " arrived after arrival " + arrivals + ", the last given");
        require(arrivalsSeen.add(order.arrival), () -> order + " has the arrival of another order");
    }

    private void require(boolean holds, Supplier<String> fault) {
        if (!holds) {
            throw new IllegalStateException(book + ": " + fault.get());
        }
    }
}
