package io.gantry.cli.check;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.EventKind;
import java.util.HashMap;
import java.util.Map;

/**
 * Plays one symbol's commands through the reference book in the order that the events tell, and compares event by event.
 * When something is missing or too much, it is named and the comparison goes on behind it.
 */
final class EventReplay {
    private final String symbol;
    private final SentCommands commands;
    private final Findings findings;
    private final ReferenceEvents reference;
    private final SequenceRules sequence;
    private final QuantityLedger ledger;
    private final OrderCommand command = new OrderCommand();
    private final Map<Long, Integer> lastRowByClient = new HashMap<>();

    private long commandSequence;
    private int row = SentCommands.NONE;
    private long nextExpected = 1;
    private boolean tradedWithExpected;
    private boolean isTick;

    EventReplay(String symbol, SentCommands commands, OrderBook book, QuantityLedger ledger, Findings findings) {
        this.symbol = symbol;
        this.commands = commands;
        this.ledger = ledger;
        this.findings = findings;
        reference = new ReferenceEvents(book);
        sequence = new SequenceRules(symbol, findings);
    }

    /** Number of the newest command. */
    long lastCommand() {
        return commandSequence;
    }

    SequenceRules sequence() {
        return sequence;
    }

    /** The next event of the feed. */
    void event(BookEvent event) {
        findings.tally().event(event);
        if (!sequence.accept(event)) {
            return;
        }
        ledger.apply(event);
        if (event.commandSequence() < commandSequence) {
            findings.add(
                    Rule.COMMAND_SEQUENCE,
                    where(event) + ": of command " + event.commandSequence() + " after command " + commandSequence);
            return;
        }
        if (event.commandSequence() > commandSequence) {
            endCommand();
            beginCommand(event);
        }
        if (isReplayed()) {
            compare(event);
        }
        nextExpected = event.eventSequence() + 1;
    }

    /** Behind the last event. */
    void end() {
        endCommand();
    }

    private void beginCommand(BookEvent event) {
        boolean isNext = event.commandSequence() == commandSequence + 1;
        if (!isNext) {
            findings.add(
                    Rule.COMMAND_SEQUENCE,
                    where(event) + ": command " + event.commandSequence() + " follows command " + commandSequence);
        }
        commandSequence = event.commandSequence();
        tradedWithExpected = false;
        // Of two commands in a row, what is missing between them begins where the first was to end.
        long first = isNext ? Math.min(nextExpected, event.eventSequence()) : event.eventSequence();
        isTick = event.clientId() == 0 && event.requestId() == 0;
        if (isTick) {
            reference.tick(first, event);
            return;
        }
        row = commands.find(event.clientId(), event.requestId());
        if (row == SentCommands.NONE) {
            findings.add(
                    Rule.ASKED_FOR,
                    where(event) + ": tells of client " + event.clientId() + " request " + event.requestId()
                            + ", which was never sent for " + symbol);
            return;
        }
        checkOrder(event);
        reference.apply(commands.read(row, command), first, event);
        if (!commands.isSequenced(row)) {
            commands.sequenced(row, reference.answer());
        }
    }

    private void checkOrder(BookEvent event) {
        if (commands.isSequenced(row)) {
            findings.add(
                    Rule.DUPLICATED,
                    symbol + ": " + commands.describe(row) + " sequenced as command " + commands.commandSequence(row)
                            + " and again as command " + event.commandSequence());
            return;
        }
        int before = lastRowByClient.merge(commands.clientId(row), row, Math::max);
        if (before > row) {
            findings.add(
                    Rule.REORDERED,
                    symbol + ": " + commands.describe(before) + " was sequenced before " + commands.describe(row)
                            + ", command " + event.commandSequence() + ", and sent after it");
        }
    }

    private void compare(BookEvent event) {
        if (!reference.holds(event.eventSequence())) {
            findings.add(
                    Rule.EVENTS,
                    where(event) + ": " + described() + " causes events " + reference.firstEvent() + ".."
                            + reference.lastEvent() + " only, by the reference book, and not this " + event.kind());
            return;
        }
        String differences = differences(event, reference.event(event.eventSequence()));
        if (!differences.isEmpty()) {
            findings.add(Rule.EVENTS, where(event) + " of " + described() + ": " + differences);
        }
        if (!isTick && event.kind() == EventKind.TRADED && event.makerOrderId() == commands.expectedMaker(row)) {
            countExpectedMaker();
        }
    }

    private void countExpectedMaker() {
        if (!tradedWithExpected) {
            tradedWithExpected = true;
            findings.tally().executionOnExpectedOrder();
        }
    }

    /** Says if the command before ended with fewer events than the reference book tells. */
    private void endCommand() {
        if (!isReplayed()) {
            return;
        }
        if (nextExpected <= reference.lastEvent()) {
            findings.add(
                    Rule.EVENTS,
                    symbol + ": events of " + described() + " end before event " + nextExpected
                            + ", by the reference book: " + reference.event(nextExpected));
            nextExpected = reference.lastEvent() + 1;
        }
        row = SentCommands.NONE;
        isTick = false;
    }

    /** Whether the reference book has done what the events are about. */
    private boolean isReplayed() {
        return isTick || row != SentCommands.NONE;
    }

    private String described() {
        return isTick ? "the tick that is command " + commandSequence : commands.describe(row);
    }

    private static String differences(BookEvent actual, BookEvent expected) {
        return new Differences()
                .compare("kind", actual.kind(), expected.kind())
                .compare("client", actual.clientId(), expected.clientId())
                .compare("request", actual.requestId(), expected.requestId())
                .compare("time", actual.timeNanos(), expected.timeNanos())
                .compare("order", actual.orderId(), expected.orderId())
                .compare("maker order", actual.makerOrderId(), expected.makerOrderId())
                .compare("account", actual.account(), expected.account())
                .compare("side", actual.side(), expected.side())
                .compare("price", actual.price(), expected.price())
                .compare("quantity", actual.quantity(), expected.quantity())
                .compare("remaining", actual.remaining(), expected.remaining())
                .compare("maker remaining", actual.makerRemaining(), expected.makerRemaining())
                .compare("code", actual.code(), expected.code())
                .text();
    }

    private String where(BookEvent event) {
        return symbol + " event " + event.eventSequence();
    }
}
