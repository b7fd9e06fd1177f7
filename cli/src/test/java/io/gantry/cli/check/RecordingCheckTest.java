package io.gantry.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.partition.BookView.Level;
import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.EventKind;
import java.util.ArrayList;
import java.util.List;
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
    void shouldFindTheCommandWhenItsAnswerIsMissing() {
        CommandAnswer dropped = evidence.answers.remove(evidence.indexOfAnswer(any -> true));

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("answered");
        assertThat(Verdict.detail(report, Rule.ANSWERED))
                .contains("client " + dropped.clientId() + " request " + dropped.requestId());
        assertThat(report.acknowledged()).isEqualTo(3999);
    }

    @Test
    void shouldFindTheAnswerWhenItComesTwice() {
        evidence.answers.add(evidence.answers.get(10));

        assertThat(Verdict.failed(evidence.check())).containsExactly("answered");
    }

    @Test
    void shouldFindTheAnswerWhenItsFillIsWrong() {
        CommandAnswer answer = evidence.answers.get(evidence.indexOfAnswer(any -> any.filledQuantity() > 0));
        answer.filledQuantity(answer.filledQuantity() + 1);

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("answers");
        assertThat(report.mismatched()).isEqualTo(1);
        assertThat(Verdict.detail(report, Rule.ANSWERS)).contains("filled " + answer.filledQuantity() + " instead of");
    }

    @Test
    void shouldFindTheAnswerWhenItRejectsWhatWasDone() {
        CommandAnswer answer =
                evidence.answers.get(evidence.indexOfAnswer(any -> any.status() == AnswerStatus.EXECUTED));
        answer.status(AnswerStatus.REJECTED);

        assertThat(Verdict.failed(evidence.check())).containsExactly("answers");
    }

    @Test
    void shouldFindTheAnswerWhenItNamesOtherEvents() {
        CommandAnswer answer = evidence.answers.get(evidence.indexOfAnswer(any -> true));
        answer.lastEvent(answer.lastEvent() + 1);

        assertThat(Verdict.failed(evidence.check())).containsExactly("answers");
    }

    @Test
    void shouldFindALossWhenAnAcknowledgedCommandIsInNoEvent() {
        OrderCommand command = evidence.write(0, Evidence.order(1_000_001, Side.BUY, TICK, 5));
        evidence.answers.add(new CommandAnswer()
                .symbolId(1)
                .clientId(command.clientId())
                .requestId(command.requestId())
                .commandSequence(1)
                .firstEvent(1)
                .lastEvent(1));

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("lost");
        assertThat(report.lost()).isEqualTo(1);
        assertThat(Verdict.detail(report, Rule.LOST)).contains("order 1000001");
    }

    @Test
    void shouldFindALossWhenACommandIsGoneWithoutATrace() {
        evidence.write(0, Evidence.order(1_000_001, Side.BUY, TICK, 5));

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("answered", "lost");
    }

    @Test
    void shouldFindTheGapWhenAllEventsOfACommandAreDropped() {
        BookEvent any = evidence.events.get(evidence.indexOfEvent(event -> event.kind() == EventKind.CANCELLED));
        long command = any.commandSequence();
        evidence.events.removeIf(event -> event.symbolId() == 1 && event.commandSequence() == command);

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).contains("lost", "command-sequence", "event-sequence", "event-chain");
        assertThat(report.lost()).isEqualTo(1);
        assertThat(Verdict.detail(report, Rule.COMMAND_SEQUENCE))
                .contains("command " + (command + 1) + " follows command " + (command - 1));
    }

    @Test
    void shouldFindADuplicateWhenACommandIsExecutedTwice() {
        OrderCommand command = evidence.write(0, Evidence.order(1_000_001, Side.BUY, TICK, 5));
        evidence.carryOut(command);
        evidence.sequence(command);
        evidence.close();

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("duplicated");
        assertThat(Verdict.detail(report, Rule.DUPLICATED))
                .contains("order 1000001")
                .contains("and again as command");
    }

    @Test
    void shouldFindDisorderWhenASessionsCommandsAreSequencedInAnotherOrder() {
        OrderCommand first = evidence.write(0, Evidence.order(1_000_001, Side.BUY, TICK, 5));
        OrderCommand second = evidence.write(0, Evidence.order(1_000_002, Side.BUY, TICK, 5));
        evidence.carryOut(second);
        evidence.carryOut(first);
        evidence.close();

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("reordered");
        assertThat(report.reordered()).isEqualTo(1);
    }

    @Test
    void shouldPassWhenCommandsOfTwoSessionsOvertake() {
        OrderCommand first = evidence.write(0, Evidence.order(1_000_001, Side.BUY, TICK, 5));
        OrderCommand second = evidence.write(1, Evidence.order(1_000_002, Side.BUY, TICK, 5));
        evidence.carryOut(second);
        evidence.carryOut(first);
        evidence.close();

        assertThat(Verdict.failed(evidence.check())).isEmpty();
    }

    @Test
    void shouldFindTheCommandWhenItWasNotExecutedAndYetWas() {
        OrderCommand command = evidence.write(0, Evidence.order(1_000_001, Side.BUY, TICK, 5));
        evidence.notExecuted.add(command);
        evidence.sequence(command);
        evidence.close();

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("not-executed-is-final");
        assertThat(report.notExecuted()).isEqualTo(1);
        assertThat(Verdict.detail(report, Rule.NOT_EXECUTED_IS_FINAL)).contains("order 1000001");
    }

    @Test
    void shouldPassWhenACommandWasNotExecutedAndIsNot() {
        evidence.notExecuted.add(evidence.write(0, Evidence.order(1_000_001, Side.BUY, TICK, 5)));

        assertThat(Verdict.failed(evidence.check())).isEmpty();
    }

    @Test
    void shouldFindTheCommandWhenItsFateIsUnknown() {
        evidence.undecided.add(evidence.write(0, Evidence.order(1_000_001, Side.BUY, TICK, 5)));

        assertThat(Verdict.failed(evidence.check())).containsExactly("answered");
    }

    @Test
    void shouldFindTheCommandWhenNobodySentIt() {
        OrderCommand command = Evidence.order(1_000_001, Side.BUY, TICK, 5)
                .clientId(999)
                .requestId(1)
                .account(1);
        evidence.sequence(command);
        evidence.close();

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).contains("asked-for");
        assertThat(Verdict.detail(report, Rule.ASKED_FOR)).contains("client 999 request 1");
    }

    @Test
    void shouldFindTheTradeWhenItsOrderWasCancelledBefore() {
        Evidence small = new Evidence();
        small.list(new Instrument("S1", 1, 2, TICK, 1));
        small.send(0, Evidence.order(1, Side.SELL, 10 * TICK, 5));
        small.send(0, new OrderCommand().kind(CommandKind.CANCEL).symbolId(1).orderId(1));
        small.send(1, Evidence.order(2, Side.BUY, 10 * TICK, 5));
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

        assertThat(Verdict.failed(report)).contains("cancel-is-final", "events", "quantity");
        assertThat(Verdict.detail(report, Rule.CANCEL_IS_FINAL)).contains("order 1 trades after it was cancelled");
    }

    @Test
    void shouldFindTheQuantityWhenATradeTakesMoreThanIsOpen() {
        int index = evidence.indexOfEvent(event -> event.kind() == EventKind.TRADED);
        BookEvent event = evidence.events.get(index);
        event.quantity(event.quantity() + 7);
        evidence.chainAnew();

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("events", "quantity");
        assertThat(Verdict.detail(report, Rule.QUANTITY)).contains("event " + event.eventSequence());
    }

    @Test
    void shouldFindTheLossWhenTheLastOwnerEndsBeforeAnAcknowledgedCommand() {
        evidence.show(
                symbol(),
                book -> book.withCommand(
                        book.view().commandSequence() - 1, book.view().eventSequence() - 1));

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("kept", "final-book");
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

        assertThat(Verdict.failed(report)).containsExactly("quantity", "final-book");
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

        assertThat(Verdict.failed(report)).containsExactly("quantity", "final-book");
        assertThat(Verdict.detail(report, Rule.FINAL_BOOK)).contains("bid level 1: quantity");
    }

    @Test
    void shouldFindTheBookWhenNoWorkerShowsIt() {
        evidence.books.remove(symbol());

        assertThat(Verdict.failed(evidence.check())).containsExactly("final-book");
    }

    @Test
    void shouldCountTradesWithTheExpectedOrderWhenThereAreSome() {
        Instrument instrument = new Instrument("S1", 1, 2, TICK, 1);
        MemoryEngine engine = new MemoryEngine(instrument);
        Recording recording = new Recording(List.of(instrument));
        long[][] takers = {{11, 1}, {12, 3}};
        List<OrderCommand> commands = new ArrayList<>(List.of(
                Evidence.order(1, Side.SELL, 10 * TICK, 5),
                Evidence.order(2, Side.SELL, 10 * TICK, 5),
                Evidence.order(3, Side.SELL, 11 * TICK, 5)));
        for (long[] taker : takers) {
            commands.add(Evidence.order(taker[0], Side.BUY, 10 * TICK, 5).timeInForce(TimeInForce.IOC));
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

        assertThat(Verdict.failed(report)).isEmpty();
        assertThat(report.trades()).isEqualTo(2);
        assertThat(report.executionsOnSameOrder()).isEqualTo(1);
    }

    private String symbol() {
        return evidence.instruments.get(0).symbol();
    }
}
