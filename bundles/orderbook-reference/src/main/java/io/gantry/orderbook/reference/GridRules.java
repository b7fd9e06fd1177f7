package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;

/** Which prices and quantities an instrument allows. */
final class GridRules {
    private final Instrument instrument;

    GridRules(Instrument instrument) {
        this.instrument = instrument;
    }

    /** What is wrong with a quantity, NONE if nothing. */
    RejectReason checkQuantity(long quantity) {
        if (quantity <= 0) {
            return RejectReason.INVALID_QUANTITY;
        }
        return quantity % instrument.lotSize() == 0 ? RejectReason.NONE : RejectReason.OFF_LOT;
    }

    /** What is wrong with an order's quantity and price, NONE if nothing. */
    RejectReason check(OrderType type, long price, long quantity) {
        RejectReason reason = checkQuantity(quantity);
        if (reason != RejectReason.NONE) {
            return reason;
        }
        if (type == OrderType.MARKET ? price != 0 : price <= 0) {
            return RejectReason.INVALID_PRICE;
        }
        if (price % instrument.tickSize() != 0) {
            return RejectReason.OFF_TICK;
        }
        return overflows(price, quantity) ? RejectReason.NOTIONAL_OVERFLOW : RejectReason.NONE;
    }

    private static boolean overflows(long price, long quantity) {
        return price != 0 && quantity > Long.MAX_VALUE / price;
    }

    /** What an order has that no resting order of this instrument can have, in words; empty if nothing. */
    String faultOf(RestingOrder order) {
        if (order.orderId <= 0 || order.account <= 0) {
            return "order id or account " + order.account + " is not above zero";
        }
        if (order.arrival <= 0) {
            return "its arrival is not above zero";
        }
        RejectReason reason = check(OrderType.LIMIT, order.price, order.remaining);
        return reason == RejectReason.NONE ? "" : reason.name();
    }
}
