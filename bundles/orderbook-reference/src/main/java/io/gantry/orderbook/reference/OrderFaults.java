package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import java.util.List;
import java.util.function.Supplier;

/** What an open order has, by itself, that none of an instrument can have. */
final class OrderFaults {
    private final Grid grid;

    OrderFaults(Grid grid) {
        this.grid = grid;
    }

    /** In words; empty if it is a possible order. */
    String of(OpenOrder order, long arrivals) {
        List<Supplier<String>> checks = List.of(
                () -> identity(order),
                () -> order.type == OrderType.MARKET ? "a market order is never open" : "",
                () -> grid(order),
                () -> parts(order),
                () -> stop(order),
                () -> expiry(order),
                () -> arrival(order, arrivals));
        for (Supplier<String> check : checks) {
            String fault = check.get();
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        return "";
    }

    private static String identity(OpenOrder order) {
        if (order.orderId <= 0 || order.account <= 0) {
            return "order id or account is not above zero";
        }
        return order.group < 0 ? "its group " + order.group + " is below zero" : "";
    }

    private String grid(OpenOrder order) {
        List<RejectReason> reasons = List.of(
                grid.checkQuantity(order.remaining),
                grid.checkPrice(order.type, order.price),
                grid.checkStopPrice(order.type, order.stopPrice),
                Grid.checkNotional(order.price, order.stopPrice, order.remaining),
                Grid.checkSlices(order.displayQuantity, order.remaining));
        for (RejectReason reason : reasons) {
            if (reason != RejectReason.NONE) {
                return reason + " with stop price " + order.stopPrice + ", display quantity " + order.displayQuantity;
            }
        }
        return "";
    }

    /** An iceberg's. */
    private String parts(OpenOrder order) {
        boolean isOnGrid = order.displayQuantity == 0 || grid.checkQuantity(order.displayQuantity) == RejectReason.NONE;
        boolean isPossible = order.displayQuantity == 0
                ? order.hidden == 0
                : order.hidden >= 0 && order.hidden < order.remaining && order.visible() <= order.displayQuantity;
        boolean hidesLots = order.hidden == 0 || grid.checkQuantity(order.hidden) == RejectReason.NONE;
        return isOnGrid && isPossible && hidesLots
                ? ""
                : "it cannot hide " + order.hidden + " with a display quantity of " + order.displayQuantity;
    }

    private static String stop(OpenOrder order) {
        boolean isPossible = !order.isStop() || (!order.postOnly && order.displayQuantity == 0);
        return isPossible ? "" : "a stop is neither post-only nor an iceberg";
    }

    private static String expiry(OpenOrder order) {
        boolean isPossible = switch (order.timeInForce) {
            case GTC -> order.expireNanos == 0;
            case DAY, GTD -> order.expireNanos > 0;
            case IOC, FOK -> false;
        };
        return isPossible ? "" : order.timeInForce + " does not expire at " + order.expireNanos;
    }

    private static String arrival(OpenOrder order, long arrivals) {
        boolean isPossible = order.arrival > 0 && order.arrival <= arrivals;
        return isPossible ? "" : "its arrival is not in 1 to " + arrivals + ", the last that was given";
    }
}
