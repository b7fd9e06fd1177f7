package io.gantry.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.engine.api.partition.BookView.Level;
import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.EventKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An honest recording passes; each way of damaging it is found by the check that is there for it. */
final class RecordingCheckTest {
    private static final long TICK = 100;

    private final Evidence evidence = Evidence.ofFlow();

    @Test
    void shouldPassWhenTheEngineIsHonest() {
        CheckReport report = evidence.check();

        assertThat(report.checks()).allMatch(CheckResult::passed).hasSize(Rule.values().length);
        assertThat(report.passed()).isTrue();
        assertThat(report.commands()).isEqualTo(4000);
        assertThat(report.acknowledged()).isEqualTo(4000);
        assertThat(report.events()).isEqualTo(evidence.events.size());
        assertThat(report.trades()).isPositive();
        assertThat(report.eventChainsIntact()).isTrue();
        assertThat(List.of(report.lost(), report.duplicated(), report.reordered(), report.mismatched()))
                .containsOnly(0L);
    }

    @Test
    void shouldFindAGapWhenAnEventIsDropped() {
        int dropped = evidence.indexOfEvent(event -> event.kind() == EventKind.TRADED);
        BookEvent event = evidence.events.remove(dropped);

        CheckReport report = evidence.check();

        assertThat(failed(report)).contains("event-sequence", "event-chain");
        assertThat(detail(report, Rule.EVENT_SEQUENCE))
                .startsWith("once: ")
                .contains("event " + (event.eventSequence() + 1) + " follows event " + (event.eventSequence() - 1));
        assertThat(report.eventChainsIntact()).isFalse();
    }

    @Test
    void shouldFindADuplicateWhenAnEventIsToldTwice() {
        int index = evidence.indexOfEvent(event -> event.kind() == EventKind.ACCEPTED);
        evidence.events.add(evidence.indexOfNext(index), evidence.events.get(index));

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("duplicated");
        assertThat(report.duplicated()).isEqualTo(1);
    }

    @Test
    void shouldFindDisorderWhenTwoEventsAreSwapped() {
        int index = evidence.indexOfEvent(event -> event.kind() == EventKind.ACCEPTED);
        Collections.swap(evidence.events, index, evidence.indexOfNext(index));

        CheckReport report = evidence.check();

        assertThat(failed(report)).contains("reordered", "event-sequence").doesNotContain("duplicated");
        assertThat(report.reordered()).isEqualTo(1);
    }

    @Test
    void shouldFindAnotherPriceWhenAnEventLies() {
        int index = evidence.indexOfEvent(event -> event.kind() == EventKind.TRADED);
        BookEvent event = evidence.events.get(index);
        event.price(event.price() + TICK);
        evidence.chainAnew();

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("events");
        assertThat(report.mismatched()).isEqualTo(1);
        assertThat(detail(report, Rule.EVENTS))
                .contains("event " + event.eventSequence() + " of client")
                .contains("price " + event.price() + " instead of " + (event.price() - TICK));
    }

    @Test
    void shouldFindEachFieldWhenAnEventLiesAboutIt() {
        int index = evidence.indexOfEvent(event -> event.kind() == EventKind.TRADED);
        List<java.util.function.UnaryOperator<BookEvent>> lies = List.of(
                event -> event.side(event.side().opposite()),
                event -> event.orderId(event.orderId() + 1_000_000),
                event -> event.makerOrderId(event.makerOrderId() + 1_000_000),
                event -> event.account(event.account() + 1),
                event -> event.quantity(event.quantity() + 1),
                event -> event.remaining(event.remaining() + 1),
                event -> event.makerRemaining(event.makerRemaining() + 1),
                event -> event.code(event.code() + 1),
                event -> event.timeNanos(0));
        BookEvent honest = new BookEvent().copyFrom(evidence.events.get(index));

        for (java.util.function.UnaryOperator<BookEvent> lie : lies) {
            evidence.events.set(index, lie.apply(new BookEvent().copyFrom(honest)));
            evidence.chainAnew();

            assertThat(failed(evidence.check())).contains("events");
        }
    }

    @Test
    void shouldFindTheChainWhenAHashIsWrong() {
        BookEvent event = evidence.events.get(evidence.indexOfEvent(any -> true));
        event.chain(event.chain() ^ 1);

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("event-chain");
        assertThat(report.eventChainsIntact()).isFalse();
        assertThat(detail(report, Rule.EVENT_CHAIN)).contains("event " + event.eventSequence());
    }

    @Test
    void shouldFindTheCommandWhenItsAnswerIsMissing() {
        CommandAnswer dropped = evidence.answers.remove(evidence.indexOfAnswer(any -> true));

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("answered");
        assertThat(detail(report, Rule.ANSWERED))
                .contains("client " + dropped.clientId() + " request " + dropped.requestId());
        assertThat(report.acknowledged()).isEqualTo(3999);
    }

    @Test
    void shouldFindTheAnswerWhenItComesTwice() {
        evidence.answers.add(evidence.answers.get(10));

        assertThat(failed(evidence.check())).containsExactly("answered");
    }

    @Test
    void shouldFindTheAnswerWhenItsFillIsWrong() {
        CommandAnswer answer = evidence.answers.get(evidence.indexOfAnswer(any -> any.filledQuantity() > 0));
        answer.filledQuantity(answer.filledQuantity() + 1);

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("answers");
        assertThat(report.mismatched()).isEqualTo(1);
        assertThat(detail(report, Rule.ANSWERS)).contains("filled " + answer.filledQuantity() + " instead of");
    }

    @Test
    void shouldFindTheAnswerWhenItRejectsWhatWasDone() {
        CommandAnswer answer =
                evidence.answers.get(evidence.indexOfAnswer(any -> any.status() == AnswerStatus.EXECUTED));
        answer.status(AnswerStatus.REJECTED);

        assertThat(failed(evidence.check())).containsExactly("answers");
    }

    @Test
    void shouldFindTheAnswerWhenItNamesOtherEvents() {
        CommandAnswer answer = evidence.answers.get(evidence.indexOfAnswer(any -> true));
        answer.lastEvent(answer.lastEvent() + 1);

        assertThat(failed(evidence.check())).containsExactly("answers");
    }

    @Test
    void shouldFindALossWhenAnAcknowledgedCommandIsInNoEvent() {
        OrderCommand command = evidence.write(0, order(1_000_001, Side.BUY, TICK, 5));
        evidence.answers.add(new CommandAnswer()
                .symbolId(1)
                .clientId(command.clientId())
                .requestId(command.requestId())
                .commandSequence(1)
                .firstEvent(1)
                .lastEvent(1));

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("lost");
        assertThat(report.lost()).isEqualTo(1);
        assertThat(detail(report, Rule.LOST)).contains("order 1000001");
    }

    @Test
    void shouldFindALossWhenACommandIsGoneWithoutATrace() {
        evidence.write(0, order(1_000_001, Side.BUY, TICK, 5));

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("answered", "lost");
    }

    @Test
    void shouldFindTheGapWhenAllEventsOfACommandAreDropped() {
        BookEvent any = evidence.events.get(evidence.indexOfEvent(event -> event.kind() == EventKind.CANCELLED));
        long command = any.commandSequence();
        evidence.events.removeIf(event -> event.symbolId() == 1 && event.commandSequence() == command);

        CheckReport report = evidence.check();

        assertThat(failed(report)).contains("lost", "command-sequence", "event-sequence", "event-chain");
        assertThat(report.lost()).isEqualTo(1);
        assertThat(detail(report, Rule.COMMAND_SEQUENCE))
                .contains("command " + (command + 1) + " follows command " + (command - 1));
    }

    @Test
    void shouldFindADuplicateWhenACommandIsExecutedTwice() {
        OrderCommand command = evidence.write(0, order(1_000_001, Side.BUY, TICK, 5));
        evidence.carryOut(command);
        evidence.sequence(command);
        evidence.close();

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("duplicated");
        assertThat(detail(report, Rule.DUPLICATED)).contains("order 1000001").contains("and again as command");
    }

    @Test
    void shouldFindDisorderWhenASessionsCommandsAreSequencedInAnotherOrder() {
        OrderCommand first = evidence.write(0, order(1_000_001, Side.BUY, TICK, 5));
        OrderCommand second = evidence.write(0, order(1_000_002, Side.BUY, TICK, 5));
        evidence.carryOut(second);
        evidence.carryOut(first);
        evidence.close();

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("reordered");
        assertThat(report.reordered()).isEqualTo(1);
    }

    @Test
    void shouldPassWhenCommandsOfTwoSessionsOvertake() {
        OrderCommand first = evidence.write(0, order(1_000_001, Side.BUY, TICK, 5));
        OrderCommand second = evidence.write(1, order(1_000_002, Side.BUY, TICK, 5));
        evidence.carryOut(second);
        evidence.carryOut(first);
        evidence.close();

        assertThat(failed(evidence.check())).isEmpty();
    }

    @Test
    void shouldFindTheCommandWhenItWasNotExecutedAndYetWas() {
        OrderCommand command = evidence.write(0, order(1_000_001, Side.BUY, TICK, 5));
        evidence.notExecuted.add(command);
        evidence.sequence(command);
        evidence.close();

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("not-executed-is-final");
        assertThat(report.notExecuted()).isEqualTo(1);
        assertThat(detail(report, Rule.NOT_EXECUTED_IS_FINAL)).contains("order 1000001");
    }

    @Test
    void shouldPassWhenACommandWasNotExecutedAndIsNot() {
        evidence.notExecuted.add(evidence.write(0, order(1_000_001, Side.BUY, TICK, 5)));

        assertThat(failed(evidence.check())).isEmpty();
    }

    @Test
    void shouldFindTheCommandWhenItsFateIsUnknown() {
        evidence.undecided.add(evidence.write(0, order(1_000_001, Side.BUY, TICK, 5)));

        assertThat(failed(evidence.check())).containsExactly("answered");
    }

    @Test
    void shouldFindTheCommandWhenNobodySentIt() {
        OrderCommand command =
                order(1_000_001, Side.BUY, TICK, 5).clientId(999).requestId(1).account(1);
        evidence.sequence(command);
        evidence.close();

        CheckReport report = evidence.check();

        assertThat(failed(report)).contains("asked-for");
        assertThat(detail(report, Rule.ASKED_FOR)).contains("client 999 request 1");
    }

    @Test
    void shouldFindTheTradeWhenItsOrderWasCancelledBefore() {
        Evidence small = new Evidence();
        small.list(new Instrument("S1", 1, 2, TICK, 1));
        small.send(0, order(1, Side.SELL, 10 * TICK, 5));
        small.send(0, new OrderCommand().kind(CommandKind.CANCEL).symbolId(1).orderId(1));
        small.send(1, order(2, Side.BUY, 10 * TICK, 5));
        BookEvent accepted = small.events.get(small.events.size() - 1);
        small.events.add(new BookEvent()
                .copyFrom(accepted)
                .kind(EventKind.TRADED)
                .eventSequence(accepted.eventSequence() + 1)
                .makerOrderId(1)
                .account(1)
                .remaining(0));
        small.close();
        small.chainAnew();

        CheckReport report = small.check();

        assertThat(failed(report)).contains("cancel-is-final", "events", "quantity");
        assertThat(detail(report, Rule.CANCEL_IS_FINAL)).contains("order 1 trades after it was cancelled");
    }

    @Test
    void shouldFindTheQuantityWhenATradeTakesMoreThanIsOpen() {
        int index = evidence.indexOfEvent(event -> event.kind() == EventKind.TRADED);
        BookEvent event = evidence.events.get(index);
        event.quantity(event.quantity() + 7);
        evidence.chainAnew();

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("events", "quantity");
        assertThat(detail(report, Rule.QUANTITY)).contains("event " + event.eventSequence());
    }

    @Test
    void shouldFindTheLossWhenTheLastOwnerEndsBeforeAnAcknowledgedCommand() {
        evidence.show(
                symbol(),
                book -> book.withCommand(
                        book.view().commandSequence() - 1, book.view().eventSequence() - 1));

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("kept", "final-book");
        assertThat(report.lost()).isEqualTo(1);
    }

    @Test
    void shouldFindTheBookWhenALevelIsMissing() {
        evidence.show(symbol(), book -> {
            List<Level> bids = new ArrayList<>(book.view().bids());
            Level gone = bids.remove(bids.size() - 1);
            return book.withBids(bids, book.view().orders() - gone.orders());
        });

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("quantity", "final-book");
    }

    @Test
    void shouldFindTheBookWhenALevelHasAnotherQuantity() {
        evidence.show(symbol(), book -> {
            List<Level> bids = new ArrayList<>(book.view().bids());
            Level best = bids.get(0);
            bids.set(0, new Level(best.price(), best.quantity() + 1, best.orders()));
            return book.withBids(bids, book.view().orders());
        });

        CheckReport report = evidence.check();

        assertThat(failed(report)).containsExactly("quantity", "final-book");
        assertThat(detail(report, Rule.FINAL_BOOK)).contains("bid level 1: quantity");
    }

    @Test
    void shouldFindTheBookWhenNoWorkerShowsIt() {
        evidence.books.remove(symbol());

        assertThat(failed(evidence.check())).containsExactly("final-book");
    }

    @Test
    void shouldCountTradesWithTheExpectedOrderWhenThereAreSome() {
        Instrument instrument = new Instrument("S1", 1, 2, TICK, 1);
        MemoryEngine engine = new MemoryEngine(instrument);
        Recording recording = new Recording(List.of(instrument));
        long[][] takers = {{11, 1}, {12, 3}};
        List<OrderCommand> commands = new ArrayList<>(List.of(
                order(1, Side.SELL, 10 * TICK, 5),
                order(2, Side.SELL, 10 * TICK, 5),
                order(3, Side.SELL, 11 * TICK, 5)));
        for (long[] taker : takers) {
            commands.add(order(taker[0], Side.BUY, 10 * TICK, 5).timeInForce(TimeInForce.IOC));
        }

        long request = 0;
        for (OrderCommand command : commands) {
            command.clientId(1).account(1).requestId(++request);
            recording.sent(command, request <= 3 ? 0 : takers[(int) request - 4][1]);
            MemoryEngine.Result result = engine.apply(command);
            recording.answered(result.answer());
            result.events().forEach(recording::event);
        }
        CheckReport report = RecordingCheck.check(recording, java.util.Map.of("S1", engine.view()));

        assertThat(failed(report)).isEmpty();
        assertThat(report.trades()).isEqualTo(2);
        assertThat(report.executionsOnSameOrder()).isEqualTo(1);
    }

    @Test
    void shouldPassWhenCommandsUseAllThatABookCan() {
        Evidence wide = wide();

        CheckReport report = wide.check();

        assertThat(report.checks()).allMatch(CheckResult::passed);
        assertThat(wide.events)
                .extracting(BookEvent::kind)
                .contains(EventKind.TRIGGERED, EventKind.MASS_CANCELLED, EventKind.RULES_CHANGED, EventKind.REDUCED);
        CommandAnswer stopSetter = wide.answers.get(5);
        assertThat(stopSetter.filledQuantity())
                .as("as the taker of a trade, and as the maker of a stop that it triggered")
                .isEqualTo(12);
        assertThat(stopSetter.openQuantity()).isEqualTo(1);
    }

    @Test
    void shouldFindEachRareFieldWhenTheEngineDidNotHeedIt() {
        int rareCommands = 0;
        int size = wide().sent.size();
        for (int i = 0; i < size; i++) {
            OrderCommand command = wide().sent.get(i);
            for (OrderCommand plainer : List.of(
                    new OrderCommand().copyFrom(command).displayQuantity(0),
                    new OrderCommand().copyFrom(command).minQuantity(0),
                    new OrderCommand().copyFrom(command).stopPrice(0),
                    new OrderCommand().copyFrom(command).expireNanos(0),
                    new OrderCommand().copyFrom(command).group(0),
                    new OrderCommand().copyFrom(command).selfTradePrevention(SelfTradePrevention.NONE),
                    new OrderCommand().copyFrom(command).scope(CancelScope.ALL),
                    new OrderCommand().copyFrom(command).rules(TradingRules.NONE))) {
                if (!plainer.toString().equals(command.toString())) {
                    rareCommands++;
                    Evidence wide = wide();
                    wide.sent.set(i, plainer);

                    assertThat(failed(wide.check()))
                            .as(command + " checked as " + plainer)
                            .isNotEmpty();
                }
            }
        }
        assertThat(rareCommands).isGreaterThanOrEqualTo(8);
    }

    @Test
    void shouldFindTheQuantityWhenAMassCancelTellsAnotherCount() {
        Evidence wide = wide();
        BookEvent massCancelled = wide.events.stream()
                .filter(event -> event.kind() == EventKind.MASS_CANCELLED)
                .findFirst()
                .orElseThrow();
        massCancelled.quantity(massCancelled.quantity() + 1);
        wide.chainAnew();

        assertThat(failed(wide.check())).containsExactly("events", "quantity");
    }

    /** One of each: iceberg, minimum quantity, stop, expiry, group with prevention, rules, mass cancel of a side. */
    private static Evidence wide() {
        Evidence wide = new Evidence();
        wide.list(new Instrument("S1", 1, 2, TICK, 1));
        wide.send(0, rules(new TradingRules(TICK, 100 * TICK, 5, 50, 1)));
        wide.send(0, order(1, Side.SELL, 10 * TICK, 8).displayQuantity(2));
        wide.send(1, order(2, Side.SELL, 0, 4).type(OrderType.STOP).stopPrice(10 * TICK));
        wide.send(
                0, order(3, Side.BUY, 9 * TICK, 5).timeInForce(TimeInForce.GTD).expireNanos(5_000_000));
        wide.send(1, order(4, Side.BUY, 9 * TICK, 1).group(4));
        // Command 6, at 6 ms: order 3 expires, 8 trade, then the stop sells 4 to what rests of this one.
        wide.send(2, order(5, Side.BUY, 10 * TICK, 13));
        wide.send(0, order(6, Side.SELL, 10 * TICK, 3));
        wide.send(0, order(11, Side.BUY, 10 * TICK, 9).minQuantity(3));
        wide.send(2, order(7, Side.BUY, 101 * TICK, 3));
        wide.send(2, order(8, Side.BUY, 7 * TICK, 3).group(4));
        wide.send(0, order(9, Side.SELL, 7 * TICK, 2).group(4).selfTradePrevention(SelfTradePrevention.DECREMENT));
        wide.send(
                1, new OrderCommand().kind(CommandKind.MASS_CANCEL).symbolId(1).scope(CancelScope.BUYS));
        wide.send(
                1, order(10, Side.SELL, 40 * TICK, 3).type(OrderType.STOP_LIMIT).stopPrice(5 * TICK));
        wide.close();
        return wide;
    }

    private static OrderCommand rules(TradingRules rules) {
        return new OrderCommand().kind(CommandKind.RULES).symbolId(1).rules(rules);
    }

    private String symbol() {
        return evidence.instruments.get(0).symbol();
    }

    private static OrderCommand order(long orderId, Side side, long price, long quantity) {
        return new OrderCommand()
                .kind(CommandKind.NEW)
                .symbolId(1)
                .orderId(orderId)
                .side(side)
                .price(price)
                .quantity(quantity);
    }

    private static List<String> failed(CheckReport report) {
        return report.checks().stream()
                .filter(check -> !check.passed())
                .map(CheckResult::name)
                .collect(Collectors.toList());
    }

    private static String detail(CheckReport report, Rule rule) {
        return report.checks().stream()
                .filter(check -> check.name().equals(rule.label()))
                .findFirst()
                .orElseThrow()
                .detail();
    }
}
