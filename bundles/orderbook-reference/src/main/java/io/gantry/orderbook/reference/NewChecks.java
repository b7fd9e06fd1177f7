package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.TimeInForce;
import java.util.List;

/** The checks of a NEW, in their order (section 4); they change nothing. */
final class NewChecks {
    private final BookState state;
    private final Limits limits;
    private final List<Check> inOrder = List.of(
            this::checkIds,
            this::checkMarketState,
            this::checkQuantity,
            this::checkPrice,
            this::checkStopPrice,
            this::checkNotional,
            this::checkDisplayAndMinimum,
            this::checkSlices,
            this::checkExpiry,
            this::checkCombination,
            this::checkBand,
            this::checkDuplicate,
            this::checkOpenOrders,
            this::checkStopThrough,
            this::checkPostOnly,
            this::checkFill);

    /** One check; NONE if it holds. */
    private interface Check {
        RejectReason check(OrderCommand command, long timeNanos);
    }

    NewChecks(BookState state, Limits limits) {
        this.state = state;
        this.limits = limits;
    }

    /** What the first check says that fails, else NONE. */
    RejectReason check(OrderCommand command, long timeNanos) {
        for (Check check : inOrder) {
            RejectReason reason = check.check(command, timeNanos);
            if (reason != RejectReason.NONE) {
                return reason;
            }
        }
        return RejectReason.NONE;
    }

    private RejectReason checkIds(OrderCommand command, long timeNanos) {
        return reasonIf(
                command.orderId() <= 0 || command.account() <= 0 || command.group() < 0, RejectReason.INVALID_ID);
    }

    private RejectReason checkMarketState(OrderCommand command, long timeNanos) {
        boolean isAllowed = switch (state.marketState) {
            case OPEN -> true;
            case LIMIT_ONLY -> command.type() == OrderType.LIMIT || command.type() == OrderType.STOP_LIMIT;
            case POST_ONLY -> command.type() == OrderType.LIMIT && command.postOnly();
            case PRE_OPEN, AUCTION ->
                command.type() != OrderType.MARKET
                        && !isImmediate(command)
                        && !command.postOnly()
                        && command.minQuantity() == 0;
            case CANCEL_ONLY, HALTED, CLOSED -> false;
        };
        return reasonIf(!isAllowed, RejectReason.MARKET_STATE_FORBIDS);
    }

    private RejectReason checkQuantity(OrderCommand command, long timeNanos) {
        return state.grid.checkQuantity(command.quantity());
    }

    private RejectReason checkPrice(OrderCommand command, long timeNanos) {
        return state.grid.checkPrice(command.type(), command.price());
    }

    private RejectReason checkStopPrice(OrderCommand command, long timeNanos) {
        return state.grid.checkStopPrice(command.type(), command.stopPrice());
    }

    private RejectReason checkNotional(OrderCommand command, long timeNanos) {
        return Grid.checkNotional(command.price(), command.stopPrice(), command.quantity());
    }

    private RejectReason checkDisplayAndMinimum(OrderCommand command, long timeNanos) {
        RejectReason display = state.grid.checkPart(command.displayQuantity(), command.quantity());
        return display != RejectReason.NONE ? display : state.grid.checkPart(command.minQuantity(), command.quantity());
    }

    private RejectReason checkSlices(OrderCommand command, long timeNanos) {
        return Grid.checkSlices(command.displayQuantity(), command.quantity());
    }

    private RejectReason checkExpiry(OrderCommand command, long timeNanos) {
        boolean isRight = command.timeInForce() == TimeInForce.GTD
                ? command.expireNanos() > timeNanos
                : command.expireNanos() == 0;
        return reasonIf(!isRight, RejectReason.INVALID_EXPIRY);
    }

    private RejectReason checkCombination(OrderCommand command, long timeNanos) {
        boolean postOnly = command.postOnly();
        boolean display = command.displayQuantity() > 0;
        boolean minimum = command.minQuantity() > 0;
        boolean fails = (isImmediate(command) && (postOnly || display || isStop(command)))
                || (command.type() == OrderType.MARKET && (postOnly || display))
                || (isStop(command) && (postOnly || display || minimum))
                || (minimum && (command.timeInForce() == TimeInForce.FOK || postOnly));
        return reasonIf(fails, RejectReason.INVALID_COMBINATION);
    }

    private RejectReason checkBand(OrderCommand command, long timeNanos) {
        return checkBand(state, command.price(), command.stopPrice());
    }

    /** A price and a stop price, each 0 if there is none. */
    static RejectReason checkBand(BookState state, long price, long stopPrice) {
        boolean isAllowed =
                (price == 0 || state.rules.allows(price)) && (stopPrice == 0 || state.rules.allows(stopPrice));
        return reasonIf(!isAllowed, RejectReason.PRICE_OUT_OF_BAND);
    }

    private RejectReason checkDuplicate(OrderCommand command, long timeNanos) {
        return reasonIf(state.orders.contains(command.orderId()), RejectReason.DUPLICATE_ORDER_ID);
    }

    private RejectReason checkOpenOrders(OrderCommand command, long timeNanos) {
        boolean mayBecomeOpen = command.type() != OrderType.MARKET && !isImmediate(command);
        int maximum = state.rules.maxOpenOrders();
        return reasonIf(
                mayBecomeOpen && maximum > 0 && state.orders.countOf(command.account()) >= maximum,
                RejectReason.TOO_MANY_OPEN_ORDERS);
    }

    private RejectReason checkStopThrough(OrderCommand command, long timeNanos) {
        return reasonIf(
                isStop(command) && state.isThrough(command.side(), command.stopPrice()),
                RejectReason.STOP_ALREADY_THROUGH);
    }

    private RejectReason checkPostOnly(OrderCommand command, long timeNanos) {
        return reasonIf(
                command.postOnly()
                        && state.orders.resting(command.side().opposite()).isReachedBy(command.price()),
                RejectReason.POST_ONLY_WOULD_CROSS);
    }

    private RejectReason checkFill(OrderCommand command, long timeNanos) {
        boolean isFillOrKill = command.timeInForce() == TimeInForce.FOK;
        long wanted = isFillOrKill ? command.quantity() : command.minQuantity();
        if (wanted == 0) {
            return RejectReason.NONE;
        }
        OpenOrder taker = new OpenOrder(command, 0);
        PriceQueues makers = state.orders.resting(command.side().opposite());
        boolean canFill = new FillCount(makers, taker, limits.of(taker)).reaches(wanted);
        return reasonIf(
                !canFill, isFillOrKill ? RejectReason.FOK_NOT_FILLABLE : RejectReason.MIN_QUANTITY_NOT_FILLABLE);
    }

    private static boolean isImmediate(OrderCommand command) {
        return command.timeInForce() == TimeInForce.IOC || command.timeInForce() == TimeInForce.FOK;
    }

    private static boolean isStop(OrderCommand command) {
        return command.type() == OrderType.STOP || command.type() == OrderType.STOP_LIMIT;
    }

    private static RejectReason reasonIf(boolean fails, RejectReason reason) {
        return fails ? reason : RejectReason.NONE;
    }
}
