package io.gantry.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.protocol.BookEvent;
import io.gantry.protocol.EventKind;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever leaves out, repeats, swaps or changes events of an honest recording is found. */
final class TamperedEventsTest {
    private static final long TICK = 100;

    private final Evidence evidence = Evidence.ofFlow();

    @Test
    void shouldFindAGapWhenAnEventIsDropped() {
        int dropped = evidence.indexOfEvent(event -> event.kind() == EventKind.TRADED);
        BookEvent event = evidence.events.remove(dropped);

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).contains("event-sequence", "event-chain");
        assertThat(Verdict.detail(report, Rule.EVENT_SEQUENCE))
                .startsWith("once: ")
                .contains("event " + (event.eventSequence() + 1) + " follows event " + (event.eventSequence() - 1));
        assertThat(report.eventChainsIntact()).isFalse();
    }

    @Test
    void shouldFindADuplicateWhenAnEventIsToldTwice() {
        int index = evidence.indexOfEvent(event -> event.kind() == EventKind.ACCEPTED);
        evidence.events.add(evidence.indexOfNext(index), evidence.events.get(index));

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("duplicated");
        assertThat(report.duplicated()).isEqualTo(1);
    }

    @Test
    void shouldFindDisorderWhenTwoEventsAreSwapped() {
        int index = evidence.indexOfEvent(event -> event.kind() == EventKind.ACCEPTED);
        Collections.swap(evidence.events, index, evidence.indexOfNext(index));

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report))
                .contains("reordered", "event-sequence")
                .doesNotContain("duplicated");
        assertThat(report.reordered()).isEqualTo(1);
    }

    @Test
    void shouldFindAnotherPriceWhenAnEventLies() {
        int index = evidence.indexOfEvent(event -> event.kind() == EventKind.TRADED);
        BookEvent event = evidence.events.get(index);
        event.price(event.price() + TICK);
        evidence.chainAnew();

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("events");
        assertThat(report.mismatched()).isEqualTo(1);
        assertThat(Verdict.detail(report, Rule.EVENTS))
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

            assertThat(Verdict.failed(evidence.check())).contains("events");
        }
    }

    @Test
    void shouldFindTheChainWhenAHashIsWrong() {
        BookEvent event = evidence.events.get(evidence.indexOfEvent(any -> true));
        event.chain(event.chain() ^ 1);

        CheckReport report = evidence.check();

        assertThat(Verdict.failed(report)).containsExactly("event-chain");
        assertThat(report.eventChainsIntact()).isFalse();
        assertThat(Verdict.detail(report, Rule.EVENT_CHAIN)).contains("event " + event.eventSequence());
    }
}
