package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.Side;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** One walk through everything a book holds, that ends with an exception at the first thing that is not as it must be. */
final class BookCheck {
    private final BookState state;
    private final OrderFaults faults;
    private final Set<Long> arrivals = new HashSet<>();
    private final Map<Long, Integer> countByAccount = new HashMap<>();
    private int queued;
    private int expiring;

    BookCheck(BookState state) {
        this.state = state;
        this.faults = new OrderFaults(state.grid);
    }

    void check() {
        for (Side side : Side.values()) {
            checkQueues(state.orders.resting(side), side, false);
            checkQueues(state.orders.stops(side), side, true);
        }
        int known = state.orders.all().size();
        require(queued == known, () -> known + " orders are known by id, " + queued + " are in queues");
        int inCalendar = state.orders.expiries().size();
        require(expiring == inCalendar, () -> expiring + " orders have an expiry, " + inCalendar + " will expire");
        countByAccount.forEach((account, count) -> require(
                state.orders.countOf(account) == count,
                () -> "account " + account + " has " + count + " open orders, " + state.orders.countOf(account)
                        + " are counted"));
        require(
                !state.marketState.isContinuous() || !state.isCrossed(),
                () -> "bids and asks cross while the market is " + state.marketState);
    }

    private void checkQueues(PriceQueues queues, Side side, boolean areStops) {
        for (long price : queues.prices()) {
            require(!queues.at(price).isEmpty(), () -> "empty queue of " + side + " at " + price);
            long before = 0;
            for (OpenOrder order : queues.at(price)) {
                long ownPrice = areStops ? order.stopPrice : order.price;
                require(
                        order.side == side && order.isStop() == areStops && ownPrice == price,
                        () -> order + " stands in a queue of " + side + " at " + price);
                long older = before;
                require(order.arrival > older, () -> order + " stands behind arrival " + older);
                before = order.arrival;
                checkOrder(order);
            }
        }
    }

    private void checkOrder(OpenOrder order) {
        String fault = faults.of(order, state.orders.arrivals());
        require(fault.isEmpty(), () -> order + ": " + fault);
        require(
                state.orders.contains(order.orderId) && state.orders.get(order.orderId) == order,
                () -> order + " is not the one known by its id");
        require(arrivals.add(order.arrival), () -> order + " has the arrival of another order");
        boolean expires = order.expireNanos != 0;
        require(
                expires == state.orders.expiries().contains(order),
                () -> order + ", expiry " + order.expireNanos + ": the calendar says otherwise");
        expiring += expires ? 1 : 0;
        queued++;
        countByAccount.merge(order.account, 1, Integer::sum);
    }

    private void require(boolean holds, Supplier<String> fault) {
        if (!holds) {
            throw new IllegalStateException("book of " + state.instrument.symbol() + ": " + fault.get());
        }
    }
}
