package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import java.util.List;

/** The checks of a REPLACE, in their order (section 6), once the order is known; they change nothing. */
final class ReplaceChecks {
    private final BookState state;
    private final List<Check> inOrder = List.of(
            this::checkMarketState,
            this::checkPrice,
            this::checkStopPrice,
            this::checkNotional,
            this::checkSlices,
            this::checkBand,
            this::checkStopThrough,
            this::checkPostOnly);

    /** One check; NONE if it holds. */
    private interface Check {
        RejectReason check(OrderCommand command, OpenOrder order);
    }

    ReplaceChecks(BookState state) {
        this.state = state;
    }

    /** What the first check says that fails, else NONE. */
    RejectReason check(OrderCommand command, OpenOrder order) {
        for (Check check : inOrder) {
            RejectReason reason = check.check(command, order);
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        return RejectReason.NONE;
    }

    /** Does a replace, by itself, leave the order where it stands? */
    static boolean keepsPriority(OrderCommand command, OpenOrder order) {
        return command.price() == order.price
                && command.stopPrice() == order.stopPrice
                && command.quantity() <= order.remaining;
    }

    private RejectReason checkMarketState(OrderCommand command, OpenOrder order) {
        boolean forbidden = (state.marketState == MarketState.POST_ONLY && order.isStop())
                || (state.marketState == MarketState.LIMIT_ONLY && order.type == OrderType.STOP);
        return forbidden ? RejectReason.MARKET_STATE_FORBIDS : RejectReason.NONE;
    }

    private RejectReason checkPrice(OrderCommand command, OpenOrder order) {
        return state.grid.checkPrice(order.type, command.price());
    }

    private RejectReason checkStopPrice(OrderCommand command, OpenOrder order) {
        return state.grid.checkStopPrice(order.type, command.stopPrice());
    }

    private RejectReason checkNotional(OrderCommand command, OpenOrder order) {
        return Grid.checkNotional(command.price(), command.stopPrice(), command.quantity());
    }

    private RejectReason checkSlices(OrderCommand command, OpenOrder order) {
        return Grid.checkSlices(order.displayQuantity, command.quantity());
    }

    private RejectReason checkBand(OrderCommand command, OpenOrder order) {
        return NewChecks.checkBand(state, command.price(), command.stopPrice());
    }

    private RejectReason checkStopThrough(OrderCommand command, OpenOrder order) {
        boolean moves = order.isStop() && command.stopPrice() != order.stopPrice;
        return moves && state.isThrough(order.side, command.stopPrice())
                ? RejectReason.STOP_ALREADY_THROUGH
                : RejectReason.NONE;
    }

    private RejectReason checkPostOnly(OrderCommand command, OpenOrder order) {
        boolean mustNotTrade = !order.isStop()
                && !keepsPriority(command, order)
                && !state.marketState.isCall()
                && (order.postOnly || state.marketState == MarketState.POST_ONLY);
        boolean wouldTrade = state.orders.resting(order.side.opposite()).isReachedBy(command.price());
        return mustNotTrade && wouldTrade ? RejectReason.POST_ONLY_WOULD_CROSS : RejectReason.NONE;
    }
}
