package io.gantry.cli.check;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
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
import java.util.ArrayList;
import java.util.List;

/** What an engine must tell about one command, by the reference book: the events without their hashes, and the answer. */
final class ReferenceEvents implements BookEvents {
    private static final long NO_ORDER = 0;

    private final OrderBook book;
    private final CommandAnswer answer = new CommandAnswer();
    private final List<BookEvent> events = new ArrayList<>();
    private int count;
    private long ownOrderId;
    private long firstEvent;

    ReferenceEvents(OrderBook book) {
        this.book = book;
    }

    /**
     * Applies a command; the events and the answer are valid until the next one.
     *
     * @param first number of its first event
     * @param like an event of it, which tells where the command stands and when it was sequenced
     */
    void apply(OrderCommand command, long first, BookEvent like) {
        count = 0;
        ownOrderId = ownOrderOf(command);
        firstEvent = first;
        answer.status(AnswerStatus.EXECUTED)
                .reason(RejectReason.NONE)
                .symbolId(command.symbolId())
                .clientId(command.clientId())
                .requestId(command.requestId())
                .orderId(command.orderId())
                .commandSequence(like.commandSequence())
                .filledQuantity(0)
                .openQuantity(0)
                .firstEvent(firstEvent);
        book.apply(command, like.timeNanos(), this);
        number(like, command.clientId(), command.requestId());
        answer.lastEvent(lastEvent());
    }

    /** Lets expire what a tick lets expire; the events are valid until the next command. Parameters like those of {@link #apply}. */
    void tick(long first, BookEvent like) {
        count = 0;
        ownOrderId = NO_ORDER;
        firstEvent = first;
        book.expire(like.timeNanos(), this);
        number(like, 0, 0);
    }

    private void number(BookEvent like, long clientId, long requestId) {
        for (int i = 0; i < count; i++) {
            events.get(i)
                    .symbolId(like.symbolId())
                    .eventSequence(firstEvent + i)
                    .commandSequence(like.commandSequence())
                    .clientId(clientId)
                    .requestId(requestId)
                    .timeNanos(like.timeNanos());
        }
    }

    /** The answer to the command applied last. */
    CommandAnswer answer() {
        return answer;
    }

    /** Number of its first event. */
    long firstEvent() {
        return firstEvent;
    }

    /** Number of its last event. */
    long lastEvent() {
        return firstEvent + count - 1;
    }

    /** Whether it causes an event of this number. */
    boolean holds(long eventSequence) {
        return eventSequence >= firstEvent && eventSequence <= lastEvent();
    }

    /** The event of a number that {@link #holds}. */
    BookEvent event(long eventSequence) {
        return events.get((int) (eventSequence - firstEvent));
    }

    /** An answer is about the order that its command names, and no other: stops and expiry may touch many. */
    private static long ownOrderOf(OrderCommand command) {
        boolean namesAnOrder = switch (command.kind()) {
            case NEW, CANCEL, REDUCE, REPLACE -> true;
            case MASS_CANCEL, MARKET_STATE, RULES -> false;
        };
        return namesAnOrder ? command.orderId() : NO_ORDER;
    }

    private void answerOpen(long orderId, long open) {
        if (orderId == ownOrderId) {
            answer.openQuantity(open);
        }
    }

    private void answerFilled(long orderId, long quantity) {
        if (orderId == ownOrderId) {
            answer.filledQuantity(answer.filledQuantity() + quantity);
        }
    }

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        answerOpen(orderId, quantity);
        next(EventKind.ACCEPTED, orderId, account, side)
                .price(price)
                .quantity(quantity)
                .remaining(quantity)
                .code(type.ordinal());
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
        // The command's own order may be the maker, too: of a stop that it triggered.
        answerFilled(takerOrderId, quantity);
        answerOpen(takerOrderId, takerRemaining);
        answerFilled(makerOrderId, quantity);
        answerOpen(makerOrderId, makerRemaining);
        next(EventKind.TRADED, takerOrderId, makerAccount, takerSide)
                .makerOrderId(makerOrderId)
                .price(price)
                .quantity(quantity)
                .remaining(takerRemaining)
                .makerRemaining(makerRemaining);
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        answerOpen(orderId, 0);
        next(EventKind.CANCELLED, orderId, account, side)
                .price(price)
                .quantity(quantity)
                .code(reason.ordinal());
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        answerOpen(orderId, remaining);
        next(EventKind.REDUCED, orderId, account, side)
                .price(price)
                .quantity(by)
                .remaining(remaining);
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        answerOpen(orderId, quantity);
        next(EventKind.REPLACED, orderId, account, side)
                .price(price)
                .quantity(quantity)
                .remaining(quantity)
                .code(keptPriority ? 1 : 0);
    }

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        answer.status(AnswerStatus.REJECTED).reason(reason);
        next(EventKind.REJECTED, orderId, account, Side.BUY).code(reason.ordinal());
    }

    @Override
    public void marketState(MarketState state) {
        next(EventKind.MARKET_STATE, 0, 0, Side.BUY).code(state.ordinal());
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        next(EventKind.TRIGGERED, orderId, account, side)
                .price(price)
                .quantity(quantity)
                .remaining(quantity);
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {
        next(EventKind.MASS_CANCELLED, 0, account, Side.BUY).quantity(orders).code(scope.ordinal());
    }

    @Override
    public void rules(TradingRules rules) {
        next(EventKind.RULES_CHANGED, 0, 0, Side.BUY)
                .price(rules.lowPrice())
                .quantity(rules.highPrice())
                .remaining(rules.protectionTicks())
                .makerRemaining(rules.maxOpenOrders())
                .makerOrderId(rules.dayEndNanos());
    }

    @Override
    public void depth(Side side, long price, long quantity, int orders) {}

    private BookEvent next(EventKind kind, long orderId, long account, Side side) {
        if (count == events.size()) {
            events.add(new BookEvent());
        }
        return events.get(count++)
                .kind(kind)
                .orderId(orderId)
                .account(account)
                .side(side)
                .code(0)
                .makerOrderId(0)
                .price(0)
                .quantity(0)
                .remaining(0)
                .makerRemaining(0);
    }
}
