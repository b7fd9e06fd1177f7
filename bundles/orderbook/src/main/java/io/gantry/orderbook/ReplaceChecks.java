package io.gantry.orderbook;

import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;

/** What is checked of a REPLACE, in the order of {@code docs/order-semantics.md}, section 6. Hot path. */
final class ReplaceChecks {

    private final Market market;
    private final OpenOrders open;
    private final Orders orders;
    private final Details details;

    ReplaceChecks(Market market, OpenOrders open) {
        this.market = market;
        this.open = open;
        orders = open.orders;
        details = open.details;
    }

    /** What is wrong, NONE if nothing. */
    RejectReason fault(OrderCommand command, int slot) {
        MarketState state = market.state();
        if (state == MarketState.CANCEL_ONLY || state == MarketState.HALTED || state == MarketState.CLOSED) {
            return RejectReason.MARKET_STATE_FORBIDS;
        }
        RejectReason fault = PriceChecks.quantityFault(market, command.quantity());
        if (fault != RejectReason.NONE) {
            return fault;
        }
        if (slot == 0) {
            return RejectReason.UNKNOWN_ORDER;
        }
        if (orders.account(slot) != command.account()) {
            return RejectReason.WRONG_ACCOUNT;
        }
        OrderType type = typeOf(slot);
        if ((state == MarketState.POST_ONLY && type != OrderType.LIMIT)
                || (state == MarketState.LIMIT_ONLY && type == OrderType.STOP)) {
            return RejectReason.MARKET_STATE_FORBIDS;
        }
        return numberFault(command, slot, type);
    }

    /** Same price, same stop price, and no larger? */
    boolean keepsPlace(OrderCommand command, int slot) {
        return command.price() == orders.price(slot)
                && command.stopPrice() == stopPriceOf(slot)
                && command.quantity() <= orders.remaining(slot);
    }

    private OrderType typeOf(int slot) {
        return orders.tag(slot) < 0 ? details.type(orders.details(slot)) : OrderType.LIMIT;
    }

    private long stopPriceOf(int slot) {
        return orders.tag(slot) < 0 ? details.stopPrice(orders.details(slot)) : 0;
    }

    private RejectReason numberFault(OrderCommand command, int slot, OrderType type) {
        long quantity = command.quantity();
        RejectReason fault = PriceChecks.priceFault(market, type, command.price(), command.stopPrice(), quantity);
        if (fault != RejectReason.NONE) {
            return fault;
        }
        if (orders.tag(slot) < 0 && PriceChecks.isTooThin(quantity, details.displayQuantity(orders.details(slot)))) {
            return RejectReason.ICEBERG_TOO_THIN;
        }
        if (!PriceChecks.isInBand(market, command.price(), command.stopPrice())) {
            return RejectReason.PRICE_OUT_OF_BAND;
        }
        return bookFault(command, slot, type);
    }

    private RejectReason bookFault(OrderCommand command, int slot, OrderType type) {
        long tag = orders.tag(slot);
        Side side = BookOrder.sideOf(tag);
        if (type != OrderType.LIMIT) {
            return command.stopPrice() != stopPriceOf(slot) && PriceChecks.isReached(market, side, command.stopPrice())
                    ? RejectReason.STOP_ALREADY_THROUGH
                    : RejectReason.NONE;
        }
        boolean mustNotTrade = BookOrder.isPostOnly(tag) || market.state() == MarketState.POST_ONLY;
        boolean crosses = mustNotTrade
                && !market.state().isCall()
                && !keepsPlace(command, slot)
                && PriceChecks.wouldTrade(open.side(side.opposite()), command.price());
        return crosses ? RejectReason.POST_ONLY_WOULD_CROSS : RejectReason.NONE;
    }
}
