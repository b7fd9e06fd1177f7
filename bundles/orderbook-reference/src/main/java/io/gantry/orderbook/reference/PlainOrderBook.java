package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.RestingOrderVisitor;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The plain, right, obvious order book: the reference that other books, and what an engine reported, are compared with.
 * Written to be read; a command costs a few look-ups in trees and hash maps, {@link #stateHash()} and
 * {@link #validate()} walk the whole book.
 *
 * <h2>The rules</h2>
 *
 * <p>A command is checked in the order of this list; the first check that fails is the answer, and a rejected command
 * leaves the book, and its state hash, as they were. The command's symbol, client and request ids are not looked at.
 *
 * <p><b>All.</b> While the market is HALTED, NEW and REPLACE are MARKET_HALTED.
 *
 * <p><b>NEW.</b>
 *
 * <ol>
 *   <li>order id or account not above zero: INVALID_ID
 *   <li>quantity not above zero: INVALID_QUANTITY; not a multiple of the lot size: OFF_LOT
 *   <li>market order with a price other than 0, limit order with a price not above zero: INVALID_PRICE; price not a
 *       multiple of the tick size: OFF_TICK
 *   <li>price times quantity does not fit in a long: NOTIONAL_OVERFLOW
 *   <li>post-only that is IOC, FOK or a market order: INVALID_COMBINATION
 *   <li>an order with this id rests, whoever's it is: DUPLICATE_ORDER_ID
 *   <li>post-only that would trade: POST_ONLY_WOULD_CROSS
 *   <li>FOK that cannot be filled whole at once: FOK_NOT_FILLABLE
 * </ol>
 *
 * Else it is accepted, and trades with the best prices of the other side that its limit reaches, oldest order first, each
 * trade at the resting order's price. Orders of one account trade with each other like any others. What is left of a GTC
 * limit order rests; what is left of an IOC or market order is cancelled (NOT_FILLED). A market order with GTC is IOC; a
 * market FOK is allowed.
 *
 * <p><b>CANCEL.</b> No such order rests: UNKNOWN_ORDER; another account's: WRONG_ACCOUNT; else it is cancelled
 * (REQUESTED).
 *
 * <p><b>REDUCE.</b> Quantity as for NEW; then UNKNOWN_ORDER and WRONG_ACCOUNT as for CANCEL. Else the order is smaller by
 * that quantity and keeps its priority; by as much as is open or more, it is cancelled (REDUCED_TO_ZERO) with all that was
 * open.
 *
 * <p><b>REPLACE.</b> Quantity, price (a resting order is a limit order) and notional as for NEW; then UNKNOWN_ORDER and
 * WRONG_ACCOUNT as for CANCEL. Same price and a quantity up to what is open: the order keeps its priority. Else a
 * post-only order that would trade is POST_ONLY_WOULD_CROSS and stays as it was; any other leaves its place, trades like
 * a new one, and what is left rests under its id with a new arrival.
 *
 * <p><b>MARKET_STATE.</b> Always done and told, also if the market is in that state already.
 *
 * <p>Not thread-safe.
 */
public final class PlainOrderBook implements OrderBook {
    private final Instrument instrument;
    private final GridRules rules;
    private final BookSide bids = new BookSide(Side.BUY);
    private final BookSide asks = new BookSide(Side.SELL);
    private final Map<Long, RestingOrder> ordersById = new HashMap<>();
    private MarketState marketState = MarketState.OPEN;
    private long lastTradePrice;
    private long arrivals;
    private boolean hasAppliedCommand;

    /** Makes an empty, open book. */
    public PlainOrderBook(Instrument instrument) {
        this.instrument = Objects.requireNonNull(instrument, "instrument");
        this.rules = new GridRules(instrument);
    }

    @Override
    public void apply(OrderCommand command, BookEvents events) {
        hasAppliedCommand = true;
        switch (command.kind()) {
            case NEW -> enter(command, events);
            case CANCEL -> cancel(command, events);
            case REDUCE -> reduce(command, events);
            case REPLACE -> replace(command, events);
            case MARKET_STATE -> {
                marketState = command.marketState();
                events.marketState(marketState);
            }
        }
    }

    private void enter(OrderCommand command, BookEvents events) {
        RejectReason reason = checkNew(command);
        if (reason != RejectReason.NONE) {
            events.rejected(command.orderId(), command.account(), reason);
            return;
        }
        events.accepted(command.orderId(), command.account(), command.side(), command.price(), command.quantity());
        long left = trade(command.orderId(), command.side(), limitOf(command), command.quantity(), events);
        if (left == 0) {
            return;
        }
        if (command.type() == OrderType.LIMIT && command.timeInForce() == TimeInForce.GTC) {
            rest(command.orderId(), command.account(), command.side(), command.price(), left, command.postOnly());
        } else {
            events.cancelled(
                    command.orderId(),
                    command.account(),
                    command.side(),
                    command.price(),
                    left,
                    CancelReason.NOT_FILLED);
        }
    }

    private RejectReason checkNew(OrderCommand command) {
        if (marketState == MarketState.HALTED) {
            return RejectReason.MARKET_HALTED;
        }
        if (command.orderId() <= 0 || command.account() <= 0) {
            return RejectReason.INVALID_ID;
        }
        RejectReason grid = rules.check(command.type(), command.price(), command.quantity());
        if (grid != RejectReason.NONE) {
            return grid;
        }
        boolean neverRests = command.type() == OrderType.MARKET || command.timeInForce() != TimeInForce.GTC;
        if (command.postOnly() && neverRests) {
            return RejectReason.INVALID_COMBINATION;
        }
        if (ordersById.containsKey(command.orderId())) {
            return RejectReason.DUPLICATE_ORDER_ID;
        }
        BookSide opposite = sideOf(command.side().opposite());
        if (command.postOnly() && opposite.isReachedBy(command.price())) {
            return RejectReason.POST_ONLY_WOULD_CROSS;
        }
        if (command.timeInForce() == TimeInForce.FOK && !opposite.canFill(limitOf(command), command.quantity())) {
            return RejectReason.FOK_NOT_FILLABLE;
        }
        return RejectReason.NONE;
    }

    private static long limitOf(OrderCommand command) {
        if (command.type() == OrderType.LIMIT) {
            return command.price();
        }
        return command.side() == Side.BUY ? Long.MAX_VALUE : 0;
    }

    /** Trades an incoming order as far as its limit and the other side allow; answers what is left of it. */
    private long trade(long takerOrderId, Side takerSide, long limit, long quantity, BookEvents events) {
        BookSide opposite = sideOf(takerSide.opposite());
        long left = quantity;
        while (left > 0 && opposite.isReachedBy(limit)) {
            RestingOrder maker = opposite.first();
            long traded = Math.min(left, maker.remaining);
            left -= traded;
            maker.remaining -= traded;
            lastTradePrice = maker.price;
            if (maker.remaining == 0) {
                remove(maker);
            }
            events.traded(
                    takerOrderId, maker.orderId, maker.account, takerSide, maker.price, traded, left, maker.remaining);
        }
        return left;
    }

    private void cancel(OrderCommand command, BookEvents events) {
        RejectReason reason = checkOwner(command);
        if (reason != RejectReason.NONE) {
            events.rejected(command.orderId(), command.account(), reason);
            return;
        }
        RestingOrder order = ordersById.get(command.orderId());
        remove(order);
        cancelled(order, CancelReason.REQUESTED, events);
    }

    private void reduce(OrderCommand command, BookEvents events) {
        RejectReason reason = firstOf(rules.checkQuantity(command.quantity()), checkOwner(command));
        if (reason != RejectReason.NONE) {
            events.rejected(command.orderId(), command.account(), reason);
            return;
        }
        RestingOrder order = ordersById.get(command.orderId());
        if (command.quantity() >= order.remaining) {
            remove(order);
            cancelled(order, CancelReason.REDUCED_TO_ZERO, events);
            return;
        }
        order.remaining -= command.quantity();
        events.reduced(order.orderId, order.account, order.side, order.price, command.quantity(), order.remaining);
    }

    private void replace(OrderCommand command, BookEvents events) {
        RejectReason reason = checkReplace(command);
        if (reason != RejectReason.NONE) {
            events.rejected(command.orderId(), command.account(), reason);
            return;
        }
        RestingOrder order = ordersById.get(command.orderId());
        long price = command.price();
        long quantity = command.quantity();
        boolean keepsPriority = keepsPriority(order, command);
        events.replaced(order.orderId, order.account, order.side, price, quantity, keepsPriority);
        if (keepsPriority) {
            order.remaining = quantity;
            return;
        }
        remove(order);
        long left = trade(order.orderId, order.side, price, quantity, events);
        if (left > 0) {
            rest(order.orderId, order.account, order.side, price, left, order.postOnly);
        }
    }

    private RejectReason checkReplace(OrderCommand command) {
        if (marketState == MarketState.HALTED) {
            return RejectReason.MARKET_HALTED;
        }
        RejectReason reason =
                firstOf(rules.check(OrderType.LIMIT, command.price(), command.quantity()), checkOwner(command));
        if (reason != RejectReason.NONE) {
            return reason;
        }
        RestingOrder order = ordersById.get(command.orderId());
        boolean wouldTrade =
                !keepsPriority(order, command) && sideOf(order.side.opposite()).isReachedBy(command.price());
        return order.postOnly && wouldTrade ? RejectReason.POST_ONLY_WOULD_CROSS : RejectReason.NONE;
    }

    private static boolean keepsPriority(RestingOrder order, OrderCommand command) {
        return command.price() == order.price && command.quantity() <= order.remaining;
    }

    private RejectReason checkOwner(OrderCommand command) {
        RestingOrder order = ordersById.get(command.orderId());
        if (order == null) {
            return RejectReason.UNKNOWN_ORDER;
        }
        return order.account == command.account() ? RejectReason.NONE : RejectReason.WRONG_ACCOUNT;
    }

    private static RejectReason firstOf(RejectReason first, RejectReason second) {
        return first != RejectReason.NONE ? first : second;
    }

    private static void cancelled(RestingOrder order, CancelReason reason, BookEvents events) {
        events.cancelled(order.orderId, order.account, order.side, order.price, order.remaining, reason);
    }

    private void rest(long orderId, long account, Side side, long price, long quantity, boolean postOnly) {
        arrivals++;
        add(new RestingOrder(orderId, account, side, price, quantity, arrivals, postOnly));
    }

    private void add(RestingOrder order) {
        sideOf(order.side).add(order);
        ordersById.put(order.orderId, order);
    }

    private void remove(RestingOrder order) {
        sideOf(order.side).remove(order);
        ordersById.remove(order.orderId);
    }

    private BookSide sideOf(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    @Override
    public int size() {
        return ordersById.size();
    }

    @Override
    public MarketState marketState() {
        return marketState;
    }

    @Override
    public long lastTradePrice() {
        return lastTradePrice;
    }

    @Override
    public long arrivals() {
        return arrivals;
    }

    @Override
    public void forEachOrder(RestingOrderVisitor visitor) {
        forEachOrder(Side.BUY, visitor);
        forEachOrder(Side.SELL, visitor);
    }

    @Override
    public void forEachOrder(Side side, RestingOrderVisitor visitor) {
        sideOf(side)
                .forEach(order -> visitor.order(
                        order.orderId,
                        order.account,
                        order.side,
                        order.price,
                        order.remaining,
                        order.arrival,
                        order.postOnly));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the book has applied a command
     * @throws IllegalArgumentException if a figure is below zero
     */
    @Override
    public void restore(MarketState state, long lastPrice, long arrivalsSoFar) {
        requireUnused();
        if (lastPrice < 0 || arrivalsSoFar < 0) {
            throw new IllegalArgumentException(
                    describe() + ": last trade price " + lastPrice + " or arrivals " + arrivalsSoFar + " below zero");
        }
        marketState = Objects.requireNonNull(state, "market state");
        lastTradePrice = lastPrice;
        arrivals = arrivalsSoFar;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Whether the arrival is covered by {@link #arrivals()} is left to {@link #validate()}, so that orders may come
     * before or after {@link #restore}.
     *
     * @throws IllegalStateException if the book has applied a command
     */
    @Override
    public void restoreOrder(
            long orderId, long account, Side side, long price, long remaining, long arrival, boolean postOnly) {
        requireUnused();
        RestingOrder order = new RestingOrder(orderId, account, side, price, remaining, arrival, postOnly);
        String fault = rules.faultOf(order);
        if (fault.isEmpty() && ordersById.containsKey(orderId)) {
            fault = "another order has this id";
        }
        if (fault.isEmpty() && sideOf(side.opposite()).isReachedBy(price)) {
            fault = "it would trade with the other side";
        }
        if (fault.isEmpty() && arrival <= sideOf(side).newestArrivalAt(price)) {
            fault = "it arrived before an order that is ahead of it in its queue";
        }
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(describe() + ": " + order + " cannot rest: " + fault);
        }
        add(order);
    }

    private void requireUnused() {
        if (hasAppliedCommand) {
            throw new IllegalStateException(describe() + " has applied a command and cannot be restored into");
        }
    }

    @Override
    public long stateHash() {
        long[] sum = {BookHash.book(marketState, lastTradePrice, arrivals, size())};
        bids.forEach(order -> sum[0] += order.hash());
        asks.forEach(order -> sum[0] += order.hash());
        return sum[0];
    }

    @Override
    public void validate() {
        int queued = new BookCheck(describe(), ordersById, arrivals, rules::faultOf).check(bids, asks);
        if (queued != size()) {
            throw new IllegalStateException(
                    describe() + ": " + size() + " orders known by id, " + queued + " in queues");
        }
    }

    private String describe() {
        return "book of " + instrument.symbol();
    }
}
