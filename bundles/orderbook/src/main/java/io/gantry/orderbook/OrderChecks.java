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
        String fault = fault(order);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(order + ": " + fault);
        }
    }

    private String fault(BookOrder order) {
        if (order.orderId() <= 0 || order.account() <= 0) {
            return "order id or account is not above zero";
        }
        if (!BookOrder.isTag(order.tag())) {
            return "its tag has unknown values";
        }
        if (order.arrival() == 0 || order.arrival() > arrivals) {
            return "its arrival was not given yet, the last one is " + arrivals;
        }
        if (!market.isLot(order.remaining())) {
            return "its open quantity is not a positive multiple of lot size " + market.instrument.lotSize();
        }
        if (order.isSpecial() != order.hasDetails()) {
            return "its tag says otherwise about its details";
        }
        if (order.isSpecial()) {
            return detailsFault(order);
        }
        return order.timeInForce() == TimeInForce.GTC ? priceFault(order, true, order.price()) : "it has no expiry";
    }

    private String detailsFault(BookOrder order) {
        OrderType type = order.type();
        boolean stop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        if (type == OrderType.MARKET) {
            return "a market order is never open";
        }
        if (order.group() < 0) {
            return "its group is below zero";
        }
        if (stop && (order.postOnly() || order.displayQuantity() != 0)) {
            return "a stop is neither post-only nor an iceberg";
        }
        if (order.timeInForce() == TimeInForce.GTC ? order.expireNanos() != 0 : order.expireNanos() <= 0) {
            return "expiry and time in force contradict each other";
        }
        String fault = priceFault(order, type != OrderType.STOP, order.price());
        if (fault.isEmpty()) {
            fault = priceFault(order, stop, order.stopPrice());
        }
        return fault.isEmpty() ? icebergFault(order) : fault;
    }

    private String icebergFault(BookOrder order) {
        long display = order.displayQuantity();
        long hidden = order.hidden();
        if (display < 0 || !market.lots.isMultiple(display)) {
            return "its display quantity is not a multiple of the lot size";
        }
        if (hidden < 0 || hidden >= order.remaining() || !market.lots.isMultiple(hidden)) {
            return "its hidden part is not a multiple of the lot size below its open quantity";
        }
        if (display == 0 && hidden != 0) {
            return "it hides something without a display quantity";
        }
        if (display != 0 && order.remaining() - hidden > display) {
            return "it shows more than its display quantity";
        }
        return PriceChecks.isTooThin(order.remaining(), display) ? "it has too many slices" : "";
    }

    private String priceFault(BookOrder order, boolean wanted, long price) {
        if (!wanted) {
            return price == 0 ? "" : "price or stop price " + price + " is one that it must not have";
        }
        if (!market.isTick(price)) {
            return "price or stop price " + price + " is not a positive multiple of tick size "
                    + market.instrument.tickSize();
        }
        return Market.isNotional(price, order.remaining()) ? "" : "price times quantity does not fit in a long";
    }
}
