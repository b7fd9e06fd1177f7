package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.BookImageWriter;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.BookOrderVisitor;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.ImageSink;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.List;

/**
 * The slow, right, obvious order book: {@code docs/order-semantics.md} written down as code, section by section, and what
 * other books, and what an engine reported, are compared with. A command costs a few look-ups in trees and hash maps;
 * mass cancels, fill counts, uncrossings, {@link #snapshot}, {@link #stateHash()} and {@link #validate()} walk.
 *
 * <p>Not thread-safe.
 */
final class ReferenceOrderBook implements OrderBook {
    private final BookState state;
    private final TradeRange range = new TradeRange();
    private final NewChecks newChecks;
    private final ReplaceChecks replaceChecks;
    private final Entry entry;
    private final Uncrossing uncrossing;
    private final Stops stops;
    private final List<PublicDepth> depths;
    private boolean tellsDepth;

    ReferenceOrderBook(BookState state) {
        this.state = state;
        Limits limits = new Limits(state);
        Trading trading = new Trading(state, limits, range);
        this.newChecks = new NewChecks(state, limits);
        this.replaceChecks = new ReplaceChecks(state);
        this.entry = new Entry(state, trading);
        this.uncrossing = new Uncrossing(state, trading);
        this.stops = new Stops(state, range, entry);
        this.depths = List.of(new PublicDepth(state, Side.BUY), new PublicDepth(state, Side.SELL));
    }

    @Override
    public void apply(OrderCommand command, long timeNanos, BookEvents events) {
        cancelExpired(timeNanos, events);
        execute(command, timeNanos, events);
        tellDepth(events);
    }

    @Override
    public long nextExpiryNanos() {
        return state.orders.expiries().next();
    }

    @Override
    public void expire(long timeNanos, BookEvents events) {
        cancelExpired(timeNanos, events);
        tellDepth(events);
    }

    private void cancelExpired(long timeNanos, BookEvents events) {
        state.orders.expiries().due(timeNanos).forEach(order -> state.cancel(order, CancelReason.EXPIRED, events));
    }

    @Override
    public void tellDepth(boolean isWanted) {
        if (isWanted && !tellsDepth) {
            depths.forEach(PublicDepth::begin);
        }
        tellsDepth = isWanted;
    }

    private void tellDepth(BookEvents events) {
        if (tellsDepth) {
            depths.forEach(depth -> depth.tell(events));
        }
    }

    @Override
    public void forEachLevel(Side side, LevelVisitor visitor) {
        depths.get(side.ordinal()).forEachLevel(visitor);
    }

    private void execute(OrderCommand command, long timeNanos, BookEvents events) {
        range.clear();
        RejectReason reason = checkOf(command, timeNanos);
        if (reason != RejectReason.NONE) {
            events.rejected(command.orderId(), command.account(), reason);
            return;
        }
        switch (command.kind()) {
            case NEW -> enter(command, timeNanos, events);
            case CANCEL -> state.cancel(state.orders.get(command.orderId()), CancelReason.REQUESTED, events);
            case REDUCE -> reduce(command, events);
            case REPLACE -> replace(command, events);
            case MASS_CANCEL -> massCancel(command, events);
            case MARKET_STATE -> changeMarketState(command.marketState(), events);
            case RULES -> {
                state.rules = command.rules();
                events.rules(state.rules);
            }
        }
        if (state.marketState == MarketState.OPEN) {
            stops.trigger(events);
        }
    }

    private RejectReason checkOf(OrderCommand command, long timeNanos) {
        return switch (command.kind()) {
            case NEW -> newChecks.check(command, timeNanos);
            case CANCEL -> isClosed() ? RejectReason.MARKET_STATE_FORBIDS : checkOwner(command);
            case REDUCE -> isClosed() ? RejectReason.MARKET_STATE_FORBIDS : checkQuantityAndOwner(command);
            case REPLACE -> checkReplace(command);
            case MASS_CANCEL -> checkMassCancel(command);
            case MARKET_STATE, RULES -> RejectReason.NONE;
        };
    }

    private boolean isClosed() {
        return state.marketState == MarketState.CLOSED;
    }

    private RejectReason checkReplace(OrderCommand command) {
        if (!state.marketState.isContinuous() && !state.marketState.isCall()) {
            return RejectReason.MARKET_STATE_FORBIDS;
        }
        RejectReason reason = checkQuantityAndOwner(command);
        return reason != RejectReason.NONE ? reason : replaceChecks.check(command, state.orders.get(command.orderId()));
    }

    private RejectReason checkMassCancel(OrderCommand command) {
        if (isClosed()) {
            return RejectReason.MARKET_STATE_FORBIDS;
        }
        return command.account() < 0 ? RejectReason.INVALID_ID : RejectReason.NONE;
    }

    private RejectReason checkQuantityAndOwner(OrderCommand command) {
        RejectReason reason = state.grid.checkQuantity(command.quantity());
        return reason != RejectReason.NONE ? reason : checkOwner(command);
    }

    private RejectReason checkOwner(OrderCommand command) {
        if (!state.orders.contains(command.orderId())) {
            return RejectReason.UNKNOWN_ORDER;
        }
        boolean isOwner = state.orders.get(command.orderId()).account == command.account();
        return isOwner ? RejectReason.NONE : RejectReason.WRONG_ACCOUNT;
    }

    private void enter(OrderCommand command, long timeNanos, BookEvents events) {
        long expireNanos =
                command.timeInForce() == TimeInForce.DAY ? state.rules.dayEndAfter(timeNanos) : command.expireNanos();
        events.accepted(
                command.orderId(),
                command.account(),
                command.side(),
                command.type(),
                command.price(),
                command.quantity());
        entry.enter(new OpenOrder(command, expireNanos), events);
    }

    private void reduce(OrderCommand command, BookEvents events) {
        OpenOrder order = state.orders.get(command.orderId());
        if (command.quantity() >= order.remaining) {
            state.cancel(order, CancelReason.REDUCED_TO_ZERO, events);
        } else {
            order.shrinkTo(order.remaining - command.quantity());
            BookState.tellReduced(order, command.quantity(), events);
        }
    }

    private void replace(OrderCommand command, BookEvents events) {
        OpenOrder order = state.orders.get(command.orderId());
        boolean keepsPriority = ReplaceChecks.keepsPriority(command, order);
        if (keepsPriority) {
            order.shrinkTo(command.quantity());
        } else {
            state.orders.remove(order);
            order.price = command.price();
            order.stopPrice = command.stopPrice();
            order.remaining = command.quantity();
        }
        events.replaced(order.orderId, order.account, order.side, order.price, order.remaining, keepsPriority);
        if (!keepsPriority) {
            entry.enter(order, events);
        }
    }

    private void massCancel(OrderCommand command, BookEvents events) {
        List<OpenOrder> orders = state.orders.byArrival(order ->
                command.scope().covers(order.side) && (command.account() == 0 || command.account() == order.account));
        orders.forEach(order -> state.cancel(order, CancelReason.MASS_CANCELLED, events));
        events.massCancelled(command.account(), command.scope(), orders.size());
    }

    private void changeMarketState(MarketState marketState, BookEvents events) {
        state.marketState = marketState;
        events.marketState(marketState);
        if (marketState.isContinuous() && state.isCrossed()) {
            uncrossing.uncross(events);
        }
        if (marketState == MarketState.CLOSED) {
            state.orders
                    .byArrival(order -> order.timeInForce == TimeInForce.DAY)
                    .forEach(order -> state.cancel(order, CancelReason.EXPIRED, events));
        }
        if (state.lastTradePrice != 0) {
            range.add(state.lastTradePrice);
        }
    }

    @Override
    public BookFigures figures() {
        return state.figures();
    }

    @Override
    public void forEachOrder(Side side, BookOrderVisitor visitor) {
        show(state.orders.resting(side), visitor);
    }

    @Override
    public void forEachStop(BookOrderVisitor visitor) {
        show(state.orders.stops(Side.BUY), visitor);
        show(state.orders.stops(Side.SELL), visitor);
    }

    private static void show(PriceQueues queues, BookOrderVisitor visitor) {
        BookOrder holder = new BookOrder();
        queues.forEach(order -> visitor.order(order.show(holder)));
    }

    /** Writes all of the image at once. */
    @Override
    public BookSnapshot snapshot(ImageSink sink) {
        BookImageWriter image = new BookImageWriter(
                sink,
                ReferenceOrderBookFactory.NAME,
                ReferenceOrderBookFactory.VERSION,
                state.instrument,
                figures(),
                stateHash());
        forEachOrder(image::order);
        forEachStop(image::order);
        image.end();
        return BookSnapshot.COMPLETE;
    }

    @Override
    public long stateHash() {
        return BookHash.of(this);
    }

    @Override
    public void validate() {
        new BookCheck(state).check();
    }
}
