package io.gantry.cli.check;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.EventKind;

/** What was recorded about one symbol. Thread-safe for writing; read after the last write. */
final class SymbolRecording {
    private static final int SENT_FIELDS = 18;
    /** From here on stand fields that are 0 in most commands. */
    private static final int FIRST_RARE_FIELD = 8;

    private static final int ANSWER_FIELDS = 9;
    private static final int EVENT_FIELDS = 14;
    private static final int BYTE = 0xff;
    private static final CommandKind[] COMMAND_KINDS = CommandKind.values();
    private static final Side[] SIDES = Side.values();
    private static final OrderType[] ORDER_TYPES = OrderType.values();
    private static final TimeInForce[] TIMES_IN_FORCE = TimeInForce.values();
    private static final SelfTradePrevention[] PREVENTIONS = SelfTradePrevention.values();
    private static final CancelScope[] SCOPES = CancelScope.values();
    private static final MarketState[] MARKET_STATES = MarketState.values();
    private static final AnswerStatus[] STATUSES = AnswerStatus.values();
    private static final RejectReason[] REASONS = RejectReason.values();
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Cause[] CAUSES = Cause.values();
    private static final EventKind[] EVENT_KINDS = EventKind.values();

    private final Instrument instrument;
    private final FieldLog sent = new FieldLog(SENT_FIELDS);
    private final FieldLog answers = new FieldLog(ANSWER_FIELDS);
    private final FieldLog events = new FieldLog(EVENT_FIELDS);
    private volatile long lastEventAnswered;
    private volatile long lastEventSeen;

    SymbolRecording(Instrument instrument) {
        this.instrument = instrument;
    }

    Instrument instrument() {
        return instrument;
    }

    void sent(OrderCommand command, long expectedMaker) {
        long codes = command.kind().ordinal()
                | command.side().ordinal() << 8
                | command.type().ordinal() << 12
                | command.timeInForce().ordinal() << 16
                | command.marketState().ordinal() << 20
                | (command.postOnly() ? 1 : 0) << 24
                | command.selfTradePrevention().ordinal() << 25
                | command.scope().ordinal() << 28;
        TradingRules rules = command.rules();
        sent.append(
                codes,
                command.clientId(),
                command.requestId(),
                command.orderId(),
                command.account(),
                command.price(),
                command.quantity(),
                expectedMaker,
                command.stopPrice(),
                command.displayQuantity(),
                command.minQuantity(),
                command.expireNanos(),
                command.group(),
                rules.lowPrice(),
                rules.highPrice(),
                rules.protectionTicks(),
                rules.maxOpenOrders(),
                rules.dayEndNanos());
    }

    void answered(CommandAnswer answer) {
        answers.append(
                Outcome.ANSWERED.ordinal()
                        | answer.status().ordinal() << 8
                        | (long) answer.reason().ordinal() << 16,
                answer.clientId(),
                answer.requestId(),
                answer.orderId(),
                answer.commandSequence(),
                answer.filledQuantity(),
                answer.openQuantity(),
                answer.firstEvent(),
                answer.lastEvent());
        synchronized (this) {
            lastEventAnswered = Math.max(lastEventAnswered, answer.lastEvent());
        }
    }

    void notExecuted(long clientId, long requestId, Cause cause) {
        answers.append(
                Outcome.NOT_EXECUTED.ordinal() | (long) cause.ordinal() << 24, clientId, requestId, 0, 0, 0, 0, 0, 0);
    }

    void undecided(long clientId, long requestId) {
        answers.append(Outcome.UNDECIDED.ordinal(), clientId, requestId, 0, 0, 0, 0, 0, 0);
    }

    void event(BookEvent event) {
        events.append(
                event.kind().ordinal() | event.side().ordinal() << 8 | (long) event.code() << 16,
                event.eventSequence(),
                event.commandSequence(),
                event.clientId(),
                event.requestId(),
                event.timeNanos(),
                event.orderId(),
                event.makerOrderId(),
                event.account(),
                event.price(),
                event.quantity(),
                event.remaining(),
                event.makerRemaining(),
                event.chain());
        synchronized (this) {
            lastEventSeen = Math.max(lastEventSeen, event.eventSequence());
        }
    }

    /** Whether no answer names an event that has not come. */
    boolean isComplete() {
        return lastEventSeen >= lastEventAnswered;
    }

    long lastEventAnswered() {
        return lastEventAnswered;
    }

    long lastEventSeen() {
        return lastEventSeen;
    }

    long sentCommands() {
        return sent.size();
    }

    long seenEvents() {
        return events.size();
    }

    FieldLog.Cursor sentCursor() {
        return sent.cursor();
    }

    FieldLog.Cursor answerCursor() {
        return answers.cursor();
    }

    FieldLog.Cursor eventCursor() {
        return events.cursor();
    }

    /** Whether a command that was sent needs more than {@link #decodeCommon} to be read. */
    static boolean hasRareFields(FieldLog.Cursor row) {
        for (int field = FIRST_RARE_FIELD; field < SENT_FIELDS; field++) {
            if (row.field(field) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Fills a command with all that was recorded of it but symbol, client and request. */
    static OrderCommand decode(FieldLog.Cursor row, OrderCommand command) {
        return decodeCommon(row.field(0), row.field(3), row.field(4), row.field(5), row.field(6), command)
                .stopPrice(row.field(8))
                .displayQuantity(row.field(9))
                .minQuantity(row.field(10))
                .expireNanos(row.field(11))
                .group(row.field(12))
                .rules(new TradingRules(
                        row.field(13), row.field(14), row.field(15), (int) row.field(16), row.field(17)));
    }

    /** Fills a command without rare fields from its first field and the columns that follow client and request. */
    static OrderCommand decodeCommon(
            long codes, long orderId, long account, long price, long quantity, OrderCommand command) {
        return command.clear()
                .kind(COMMAND_KINDS[(int) codes & BYTE])
                .side(SIDES[(int) (codes >> 8) & 0xf])
                .type(ORDER_TYPES[(int) (codes >> 12) & 0xf])
                .timeInForce(TIMES_IN_FORCE[(int) (codes >> 16) & 0xf])
                .marketState(MARKET_STATES[(int) (codes >> 20) & 0xf])
                .postOnly((codes >> 24 & 1) == 1)
                .selfTradePrevention(PREVENTIONS[(int) (codes >> 25) & 0x7])
                .scope(SCOPES[(int) (codes >> 28) & 0x3])
                .orderId(orderId)
                .account(account)
                .price(price)
                .quantity(quantity);
    }

    static Outcome outcome(FieldLog.Cursor row) {
        return OUTCOMES[(int) row.field(0) & BYTE];
    }

    static Cause cause(FieldLog.Cursor row) {
        return CAUSES[(int) (row.field(0) >> 24) & BYTE];
    }

    CommandAnswer decode(FieldLog.Cursor row, CommandAnswer answer) {
        return answer.status(STATUSES[(int) (row.field(0) >> 8) & BYTE])
                .reason(REASONS[(int) (row.field(0) >> 16) & BYTE])
                .symbolId(instrument.symbolId())
                .clientId(row.field(1))
                .requestId(row.field(2))
                .orderId(row.field(3))
                .commandSequence(row.field(4))
                .filledQuantity(row.field(5))
                .openQuantity(row.field(6))
                .firstEvent(row.field(7))
                .lastEvent(row.field(8));
    }

    BookEvent decode(FieldLog.Cursor row, BookEvent event) {
        return event.kind(EVENT_KINDS[(int) row.field(0) & BYTE])
                .side(SIDES[(int) (row.field(0) >> 8) & BYTE])
                .code((int) (row.field(0) >> 16))
                .symbolId(instrument.symbolId())
                .eventSequence(row.field(1))
                .commandSequence(row.field(2))
                .clientId(row.field(3))
                .requestId(row.field(4))
                .timeNanos(row.field(5))
                .orderId(row.field(6))
                .makerOrderId(row.field(7))
                .account(row.field(8))
                .price(row.field(9))
                .quantity(row.field(10))
                .remaining(row.field(11))
                .makerRemaining(row.field(12))
                .chain(row.field(13));
    }
}
