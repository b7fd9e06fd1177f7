package io.gantry.orderbook;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/** What is checked of a new order, in the order of {@code docs/order-semantics.md}, section 4. Hot path. */
final class EntryChecks {

    private final Market market;
    private final OpenOrders open;
    private final Fillability fillability;

    EntryChecks(Market market, OpenOrders open, Fillability fillability) {
        this.market = market;
        this.open = open;
        this.fillability = fillability;
    }

    /** Is it a plain limit order with which nothing is wrong? Most are; what this does not know {@link #fault} tells. */
    boolean isPlainAndSound(OrderCommand command) {
        return market.isPlain()
                && command.type() == OrderType.LIMIT
                && (command.timeInForce() == TimeInForce.GTC || command.timeInForce() == TimeInForce.IOC)
                && !command.postOnly()
                && (command.stopPrice()
                                | command.displayQuantity()
                                | command.minQuantity()
                                | command.expireNanos()
                                | command.group())
                        == 0
                && command.orderId() > 0
                && command.account() > 0
                && market.isLot(command.quantity())
                && market.isTick(command.price())
                && Market.isNotional(command.price(), command.quantity())
                && open.index.find(command.orderId()) == 0;
    }

    /** What is wrong, NONE if nothing. */
    RejectReason fault(OrderCommand command, long timeNanos) {
        if (command.orderId() <= 0 || command.account() <= 0 || command.group() < 0) {
            return RejectReason.INVALID_ID;
        }
        if (!isAllowed(command)) {
            return RejectReason.MARKET_STATE_FORBIDS;
        }
        RejectReason fault = numberFault(command);
        if (fault == RejectReason.NONE) {
            fault = kindFault(command, timeNanos);
        }
        return fault == RejectReason.NONE ? bookFault(command) : fault;
    }

    private boolean isAllowed(OrderCommand command) {
        OrderType type = command.type();
        return switch (market.state()) {
            case OPEN -> true;
            case LIMIT_ONLY -> type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
            case POST_ONLY -> type == OrderType.LIMIT && command.postOnly();
            case PRE_OPEN, AUCTION ->
                type != OrderType.MARKET
                        && command.timeInForce() != TimeInForce.IOC
                        && command.timeInForce() != TimeInForce.FOK
                        && !command.postOnly()
                        && command.minQuantity() == 0;
            case CANCEL_ONLY, HALTED, CLOSED -> false;
        };
    }

    private RejectReason numberFault(OrderCommand command) {
        long quantity = command.quantity();
        RejectReason fault = PriceChecks.quantityFault(market, quantity);
        if (fault == RejectReason.NONE) {
            fault = PriceChecks.priceFault(market, command.type(), command.price(), command.stopPrice(), quantity);
        }
        if (fault == RejectReason.NONE) {
            fault = partFault(command.displayQuantity(), quantity);
        }
        if (fault == RejectReason.NONE) {
            fault = partFault(command.minQuantity(), quantity);
        }
        if (fault == RejectReason.NONE && PriceChecks.isTooThin(quantity, command.displayQuantity())) {
            return RejectReason.ICEBERG_TOO_THIN;
        }
        return fault;
    }

    private RejectReason partFault(long part, long quantity) {
        if (part < 0 || part > quantity) {
            return RejectReason.INVALID_QUANTITY;
        }
        return market.lots.isMultiple(part) ? RejectReason.NONE : RejectReason.OFF_LOT;
    }

    private RejectReason kindFault(OrderCommand command, long timeNanos) {
        boolean expires = command.timeInForce() == TimeInForce.GTD;
        if (expires ? command.expireNanos() <= timeNanos : command.expireNanos() != 0) {
            return RejectReason.INVALID_EXPIRY;
        }
        if (isContradiction(command)) {
            return RejectReason.INVALID_COMBINATION;
        }
        return PriceChecks.isInBand(market, command.price(), command.stopPrice())
                ? RejectReason.NONE
                : RejectReason.PRICE_OUT_OF_BAND;
    }

    private static boolean isContradiction(OrderCommand command) {
        boolean atOnce = command.timeInForce() == TimeInForce.IOC || command.timeInForce() == TimeInForce.FOK;
        boolean stop = isStop(command);
        boolean resting = command.postOnly() || command.displayQuantity() != 0;
        boolean minimum = command.minQuantity() != 0;
        return (atOnce && (resting || stop))
                || (resting && command.type() == OrderType.MARKET)
                || (stop && (resting || minimum))
                || (minimum && (command.postOnly() || command.timeInForce() == TimeInForce.FOK));
    }

    private static boolean isStop(OrderCommand command) {
        return command.type() == OrderType.STOP || command.type() == OrderType.STOP_LIMIT;
    }

    private RejectReason bookFault(OrderCommand command) {
        if (open.index.find(command.orderId()) != 0) {
            return RejectReason.DUPLICATE_ORDER_ID;
        }
        TimeInForce time = command.timeInForce();
        if (open.counts.isKept()
                && command.type() != OrderType.MARKET
                && time != TimeInForce.IOC
                && time != TimeInForce.FOK
                && open.counts.of(command.account()) >= market.rules().maxOpenOrders()) {
            return RejectReason.TOO_MANY_OPEN_ORDERS;
        }
        if (isStop(command)) {
            return PriceChecks.isReached(market, command.side(), command.stopPrice())
                    ? RejectReason.STOP_ALREADY_THROUGH
                    : RejectReason.NONE;
        }
        return tradeFault(command);
    }

    private RejectReason tradeFault(OrderCommand command) {
        if (command.postOnly()) {
            Side makers = command.side().opposite();
            return PriceChecks.wouldTrade(open.side(makers), command.price())
                    ? RejectReason.POST_ONLY_WOULD_CROSS
                    : RejectReason.NONE;
        }
        if (command.timeInForce() == TimeInForce.FOK && !fillability.canTrade(command, command.quantity())) {
            return RejectReason.FOK_NOT_FILLABLE;
        }
        return command.minQuantity() == 0 || fillability.canTrade(command, command.minQuantity())
                ? RejectReason.NONE
                : RejectReason.MIN_QUANTITY_NOT_FILLABLE;
    }
}
