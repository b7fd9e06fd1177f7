package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;

/** Which prices and quantities an instrument allows; every answer is the reason against, NONE if there is none. */
final class Grid {
    private final Instrument instrument;

    Grid(Instrument instrument) {
        this.instrument = instrument;
    }

    RejectReason checkQuantity(long quantity) {
        if (quantity <= 0) {
            return RejectReason.INVALID_QUANTITY;
        }
        return quantity % instrument.lotSize() == 0 ? RejectReason.NONE : RejectReason.OFF_LOT;
    }

    /** A display quantity or minimum quantity: 0 is none. */
    RejectReason checkPart(long part, long quantity) {
        if (part < 0 || part > quantity) {
            return RejectReason.INVALID_QUANTITY;
        }
        return part % instrument.lotSize() == 0 ? RejectReason.NONE : RejectReason.OFF_LOT;
    }

    /** The price by an order's type. */
    RejectReason checkPrice(OrderType type, long price) {
        return checkPrice(type == OrderType.LIMIT || type == OrderType.STOP_LIMIT, price);
    }

    /** The stop price by an order's type. */
    RejectReason checkStopPrice(OrderType type, long stopPrice) {
        return checkPrice(type == OrderType.STOP || type == OrderType.STOP_LIMIT, stopPrice);
    }

    private RejectReason checkPrice(boolean isNeeded, long price) {
        if (isNeeded ? price <= 0 : price != 0) {
            return RejectReason.INVALID_PRICE;
        }
        return price % instrument.tickSize() == 0 ? RejectReason.NONE : RejectReason.OFF_TICK;
    }

    /** Prices of 0 or above. */
    static RejectReason checkNotional(long price, long stopPrice, long quantity) {
        long higher = Math.max(price, stopPrice);
        boolean overflows = higher != 0 && quantity > Long.MAX_VALUE / higher;
        return overflows ? RejectReason.NOTIONAL_OVERFLOW : RejectReason.NONE;
    }

    static RejectReason checkSlices(long displayQuantity, long quantity) {
        // quantity > slices * display, without the product, which may not fit
        boolean isTooThin = displayQuantity > 0 && (quantity - 1) / OrderCommand.MAX_ICEBERG_SLICES >= displayQuantity;
        return isTooThin ? RejectReason.ICEBERG_TOO_THIN : RejectReason.NONE;
    }
}
