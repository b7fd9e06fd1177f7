package io.gantry.orderbook;

import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.TimeInForce;

/** What must hold of every open order by itself. */
final class OrderChecks {

    private final Market market;
    private final long arrivals;

    /** @param arrivals the last arrival given */
    OrderChecks(Market market, long arrivals) {
        this.market = market;
        this.arrivals = arrivals;
    }

    /** @throws IllegalArgumentException naming the order and what is wrong with it */
    void check(BookOrder order) {
        require(order.orderId() > 0 && order.account() > 0, order, "order id or account is not above zero");
        require(BookOrder.isTag(order.tag()), order, "its tag has unknown values");
        require(
                order.arrival() > 0 && order.arrival() <= arrivals,
                order,
                "its arrival was not given yet, the last one is " + arrivals);
        require(
                market.isLot(order.remaining()),
                order,
                "its open quantity is not a positive multiple of lot size " + market.instrument.lotSize());
        require(order.isSpecial() == order.hasDetails(), order, "its tag says otherwise about its details");
        if (order.isSpecial()) {
            checkDetails(order);
        } else {
            requirePrice(order, true, order.price(), "price");
            require(order.timeInForce() == TimeInForce.GTC, order, "it has no expiry");
        }
    }

    private void checkDetails(BookOrder order) {
        OrderType type = order.type();
        boolean stop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        require(type != OrderType.MARKET, order, "a market order is never open");
        require(order.group() >= 0, order, "its group is below zero");
        requirePrice(order, type != OrderType.STOP, order.price(), "price");
        requirePrice(order, stop, order.stopPrice(), "stop price");
        require(
                !stop || !(order.postOnly() || order.displayQuantity() != 0),
                order,
                "a stop is neither post-only nor an iceberg");
        require(
                order.expireNanos() >= 0 && (order.timeInForce() == TimeInForce.GTC) == (order.expireNanos() == 0),
                order,
                "expiry and time in force contradict each other");
        checkIceberg(order);
    }

    private void checkIceberg(BookOrder order) {
        long display = order.displayQuantity();
        long hidden = order.hidden();
        require(
                display >= 0 && market.lots.isMultiple(display),
                order,
                "its display quantity is not a multiple of the lot size");
        require(
                hidden >= 0 && hidden < order.remaining() && market.lots.isMultiple(hidden),
                order,
                "its hidden part is not a multiple of the lot size below its open quantity");
        require(display != 0 || hidden == 0, order, "it hides something without a display quantity");
        require(
                display == 0 || order.remaining() - hidden <= display,
                order,
                "it shows more than its display quantity");
        require(!PriceChecks.isTooThin(order.remaining(), display), order, "it has too many slices");
    }

    private void requirePrice(BookOrder order, boolean wanted, long price, String what) {
        require(
                wanted ? market.isTick(price) : price == 0,
                order,
                wanted
                        ? "its " + what + " is not a positive multiple of tick size " + market.instrument.tickSize()
                        : "it must have no " + what);
        require(Market.isNotional(price, order.remaining()), order, what + " times quantity does not fit in a long");
    }

    private static void require(boolean holds, BookOrder order, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(order + ": " + fault);
        }
    }
}
