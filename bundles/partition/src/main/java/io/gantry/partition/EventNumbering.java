package io.gantry.partition;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.EventKind;

/**
 * Turns what a book tells about one command into numbered, chained events, and sums up the answer on the way. The answer's figures are
 * those of the command's own order, by whatever event of it; events of other orders (expiry, stops, self-trade prevention, mass
 * cancel) do not touch them. Hot path: one reused event.
 */
final class EventNumbering implements BookEvents {

    /** Own order of a command that is about none: no order has this id. */
    private static final long NO_ORDER = 0;

    private final int symbolId;
    private final MarketDataNumbering marketData;
    private final BookEvent event = new BookEvent();
    private final CommandAnswer answer = new CommandAnswer();
    private EventOutput output = unused -> {};
    private long sequence;
    private long chain;
    private long ownOrderId;

    /** @param marketData is told of trades and levels, too */
    EventNumbering(int symbolId, MarketDataNumbering marketData) {
        this.symbolId = symbolId;
        this.marketData = marketData;
    }

    long sequence() {
        return sequence;
    }

    long chain() {
        return chain;
    }

    void restore(long lastSequence, long lastChain) {
        sequence = lastSequence;
        chain = lastChain;
    }

    /** Before a command is applied. */
    void begin(OrderCommand command, long commandSequence, long timeNanos, EventOutput to) {
        output = to;
        ownOrderId = isAboutAnOrder(command.kind()) ? command.orderId() : NO_ORDER;
        event.symbolId(symbolId)
                .commandSequence(commandSequence)
                .clientId(command.clientId())
                .requestId(command.requestId())
                .timeNanos(timeNanos);
        answer.status(AnswerStatus.EXECUTED)
                .reason(RejectReason.NONE)
                .symbolId(symbolId)
                .clientId(command.clientId())
                .requestId(command.requestId())
                .orderId(command.orderId())
                .commandSequence(commandSequence)
                .filledQuantity(0)
                .openQuantity(0)
                .firstEvent(sequence + 1);
    }

    /** Before a tick: its events belong to no client's command. */
    void beginTick(long commandSequence, long timeNanos, EventOutput to) {
        output = to;
        ownOrderId = NO_ORDER;
        event.symbolId(symbolId)
                .commandSequence(commandSequence)
                .clientId(0)
                .requestId(0)
                .timeNanos(timeNanos);
    }

    /** After it was applied: its answer, valid until the next command. */
    CommandAnswer end() {
        if (sequence < answer.firstEvent()) {
            throw new IllegalStateException("the book told nothing about command " + answer.commandSequence());
        }
        return answer.lastEvent(sequence);
    }

    private static boolean isAboutAnOrder(CommandKind kind) {
        return switch (kind) {
            case NEW, CANCEL, REDUCE, REPLACE -> true;
            case MARKET_STATE, MASS_CANCEL, RULES -> false;
        };
    }

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        open(orderId, quantity);
        emit(EventKind.ACCEPTED, orderId, account, side, price, quantity, quantity, type.ordinal());
    }

    @Override
    public void traded(
            long takerOrderId,
            long makerOrderId,
            long makerAccount,
            Side takerSide,
            long price,
            long quantity,
            long takerRemaining,
            long makerRemaining) {
        filled(takerOrderId, quantity, takerRemaining);
        filled(makerOrderId, quantity, makerRemaining);
        event.makerOrderId(makerOrderId).makerRemaining(makerRemaining);
        number(EventKind.TRADED, takerOrderId, makerAccount, takerSide, price, quantity, takerRemaining, 0);
        if (marketData.isOpen()) {
            marketData.traded(takerSide, price, quantity, sequence, event.timeNanos());
        }
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        open(orderId, 0);
        emit(EventKind.CANCELLED, orderId, account, side, price, quantity, 0, reason.ordinal());
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        open(orderId, remaining);
        emit(EventKind.REDUCED, orderId, account, side, price, by, remaining, 0);
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        open(orderId, quantity);
        emit(EventKind.REPLACED, orderId, account, side, price, quantity, quantity, keptPriority ? 1 : 0);
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        emit(EventKind.TRIGGERED, orderId, account, side, price, quantity, quantity, 0);
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {
        emit(EventKind.MASS_CANCELLED, 0, account, Side.BUY, 0, orders, 0, scope.ordinal());
    }

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        answer.status(AnswerStatus.REJECTED).reason(reason);
        emit(EventKind.REJECTED, orderId, account, Side.BUY, 0, 0, 0, reason.ordinal());
    }

    @Override
    public void marketState(MarketState state) {
        emit(EventKind.MARKET_STATE, 0, 0, Side.BUY, 0, 0, 0, state.ordinal());
    }

    @Override
    public void rules(TradingRules rules) {
        event.makerOrderId(rules.dayEndNanos()).makerRemaining(rules.maxOpenOrders());
        number(
                EventKind.RULES_CHANGED,
                0,
                0,
                Side.BUY,
                rules.lowPrice(),
                rules.highPrice(),
                rules.protectionTicks(),
                0);
    }

    @Override
    public void depth(Side side, long price, long quantity, int orders) {
        marketData.depth(side, price, quantity, orders, sequence);
    }

    private void open(long orderId, long quantity) {
        if (orderId == ownOrderId) {
            answer.openQuantity(quantity);
        }
    }

    private void filled(long orderId, long quantity, long remaining) {
        if (orderId == ownOrderId) {
            answer.filledQuantity(answer.filledQuantity() + quantity).openQuantity(remaining);
        }
    }

    /** An event without a maker. */
    private void emit(
            EventKind kind,
            long orderId,
            long account,
            Side side,
            long price,
            long quantity,
            long remaining,
            int code) {
        event.makerOrderId(0).makerRemaining(0);
        number(kind, orderId, account, side, price, quantity, remaining, code);
    }

    private void number(
            EventKind kind,
            long orderId,
            long account,
            Side side,
            long price,
            long quantity,
            long remaining,
            int code) {
        event.kind(kind)
                .eventSequence(++sequence)
                .orderId(orderId)
                .account(account)
                .side(side)
                .price(price)
                .quantity(quantity)
                .remaining(remaining)
                .code(code);
        chain = event.chainAfter(chain);
        output.event(event.chain(chain));
    }
}
