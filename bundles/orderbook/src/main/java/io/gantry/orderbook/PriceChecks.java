package io.gantry.orderbook;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;

/** The checks that NEW and REPLACE share. Hot path. */
final class PriceChecks {

    private PriceChecks() {}

    static RejectReason quantityFault(Market market, long quantity) {
        if (quantity <= 0) {
            return RejectReason.INVALID_QUANTITY;
        }
        return market.lots.isMultiple(quantity) ? RejectReason.NONE : RejectReason.OFF_LOT;
    }

    /** Price, stop price, and both times the quantity. */
    static RejectReason priceFault(Market market, OrderType type, long price, long stopPrice, long quantity) {
        boolean limit = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
        RejectReason fault = priceFault(market, limit, price);
        if (fault == RejectReason.NONE) {
            fault = priceFault(market, type == OrderType.STOP || type == OrderType.STOP_LIMIT, stopPrice);
        }
        if (fault == RejectReason.NONE
                && !(Market.isNotional(price, quantity) && Market.isNotional(stopPrice, quantity))) {
            return RejectReason.NOTIONAL_OVERFLOW;
        }
        return fault;
    }

    private static RejectReason priceFault(Market market, boolean wanted, long price) {
        if (wanted ? price <= 0 : price != 0) {
            return RejectReason.INVALID_PRICE;
        }
        return market.ticks.isMultiple(price) ? RejectReason.NONE : RejectReason.OFF_TICK;
    }

    static boolean isTooThin(long quantity, long displayQuantity) {
        return displayQuantity > 0 && (quantity - 1) / OrderCommand.MAX_ICEBERG_SLICES >= displayQuantity;
    }

    static boolean isInBand(Market market, long price, long stopPrice) {
        return (price == 0 || market.rules().allows(price))
                && (stopPrice == 0 || market.rules().allows(stopPrice));
    }

    /** Has the last trade reached a stop price? */
    static boolean isReached(Market market, Side side, long stopPrice) {
        long last = market.lastTradePrice();
        return last != 0 && (side == Side.BUY ? last >= stopPrice : last <= stopPrice);
    }

    static boolean wouldTrade(Ladder makers, long price) {
        return makers.isReachedBy(makers.key(price));
    }
}
