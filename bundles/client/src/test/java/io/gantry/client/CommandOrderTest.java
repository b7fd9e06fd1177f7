package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.client.FakeWorker.Received;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a symbol's commands carry, and the order in which they leave, once and again. */
final class CommandOrderTest extends ThreeWorkers {

    @Test
    void shouldFillInIdsAndPassTheAnswerOn() throws Exception {
        OrderCommand order = order(77).symbolId(9999).clientId(1).requestId(5).follows(3);

        CompletionStage<CommandAnswer> answer = client.submit("S", order);
        Received first = w1.next();
        first.session().answer(first.command(), 1);
        client.submit("S", order(78), outcomes);

        assertThat(first.command().symbolId()).isEqualTo(S);
        assertThat(first.command().clientId()).isEqualTo(CLIENT);
        assertThat(first.command().requestId()).isEqualTo(1);
        assertThat(first.command().follows()).isZero();
        assertThat(first.command().orderId()).isEqualTo(77);
        assertThat(get(answer).orderId()).isEqualTo(77);
        assertThat(w1.next().command().follows()).isEqualTo(1);
        assertThat(outcomes.sent).containsExactly(2L);
    }

    @Test
    void shouldNumberCommandsOverAllSymbolsButLinkThemPerSymbol() throws Exception {
        client.submit("S", order(1), outcomes);
        client.submit("T", order(2), outcomes);
        client.submit("S", order(3), outcomes);
        client.submit("T", order(4), outcomes);

        assertThat(links(take(w1, 4))).containsExactlyInAnyOrder("1>0", "2>0", "3>1", "4>2");
    }

    @Test
    void shouldKeepTheOrderWhenASymbolMovesInThePipeline() throws Exception {
        submit(5);
        List<Received> atSource = take(w1, 5);

        answer(atSource.get(0));
        moved(atSource.get(1), 2, 2, w2);
        await().until(() -> client.route("S").epoch() == 2);
        submit(1);
        client.submit("T", order(1), outcomes);
        assertThat(w1.next().command().symbolId()).as("6 was held back").isEqualTo(2);
        refuse(atSource.get(2), Cause.TRY_AGAIN);
        moved(atSource.get(4), 2, 2, w2);
        assertThat(w2.commands).as("4 is in flight at the source").isEmpty();
        moved(atSource.get(3), 2, 2, w2);

        List<Received> atTarget = take(w2, 5);
        assertThat(links(atTarget)).containsExactly("2>1", "3>2", "4>3", "5>4", "6>5");
        atTarget.forEach(ThreeWorkers::answer);
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L, 2L, 3L, 4L, 5L, 6L));
        assertThat(w1.commands).isEmpty();
        assertThat(client.route("S").worker()).isEqualTo("w2");
    }

    @Test
    void shouldSendAgainWhenAWorkerSaysTryAgainUntilItDoesNot() throws Exception {
        submit(3);

        for (int round = 0; round < 12; round++) {
            List<Received> received = take(w1, 3);
            assertThat(links(received)).as("round %d", round).containsExactly("1>0", "2>1", "3>2");
            received.forEach(one -> refuse(one, round(one)));
        }
        take(w1, 3).forEach(ThreeWorkers::answer);

        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L, 2L, 3L));
        assertThat(outcomes.sent).as("told once each").containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldSendOnlyWhatWasNotExecutedWhenOthersWere() throws Exception {
        submit(4);
        List<Received> received = take(w1, 4);

        answer(received.get(0));
        answer(received.get(1));
        refuse(received.get(2), Cause.OVERLOADED);
        refuse(received.get(3), Cause.TRY_AGAIN);

        assertThat(links(take(w1, 2))).containsExactly("3>2", "4>3");
    }

    @Test
    void shouldSkipACommandWhenItIsRefusedForGoodInThePipeline() throws Exception {
        submit(5);
        List<Received> received = take(w1, 5);

        answer(received.get(0));
        refuse(received.get(1), Cause.INVALID);
        for (Received follower : received.subList(2, 5)) {
            refuse(follower, Cause.TRY_AGAIN);
        }

        assertThat(links(take(w1, 3))).containsExactly("3>1", "4>3", "5>4");
        assertThat(outcomes.failed.get(2L))
                .isInstanceOf(NotExecutedException.class)
                .hasMessage("symbol S, client 42, request 2: not executed, INVALID: a test says so");
        submit(1);
        assertThat(links(take(w1, 1))).containsExactly("6>5");
    }

    @Test
    void shouldNotFollowACommandWhenItWasRefusedForGoodAndWasTheLast() throws Exception {
        submit(2);
        List<Received> received = take(w1, 2);
        answer(received.get(0));
        refuse(received.get(1), Cause.DUPLICATE_MISMATCH);
        await().until(() -> outcomes.done() == 2);

        submit(1);

        assertThat(links(take(w1, 1))).containsExactly("3>1");
    }

    @Test
    void shouldSendEveryCommandWhenManyLeaveAtOnce() throws Exception {
        int many = 1000;
        reconnect(builder().maxInFlightPerSymbol(many + 1));
        client.submit("S", order(1)).thenAccept(answer -> {
            for (int i = 0; i < many; i++) {
                client.trySubmit("S", order(i + 2), outcomes);
            }
        });

        answer(w1.next());

        List<Received> received = take(w1, many);
        assertThat(received)
                .extracting(one -> one.command().requestId())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, many + 1).boxed().toList());
    }

    @Test
    void shouldTellBelowWhichIdItHasAllAnswersWhenTheyComeInAnyOrder() throws Exception {
        submit(3);
        List<Received> first = take(w1, 3);
        assertThat(acks(first)).as("none has come").containsExactly(1L, 1L, 1L);

        answer(first.get(0));
        assertThat(ackOfNext(1)).isEqualTo(2);
        answer(first.get(2));
        assertThat(ackOfNext(2)).as("2 is out").isEqualTo(2);
        answer(first.get(1));
        assertThat(ackOfNext(3)).isEqualTo(4);
    }

    @Test
    void shouldTellItsOwnIdWhenNothingElseIsOut() throws Exception {
        client.submit("T", order(1), outcomes);
        w1.next();

        submit(1);
        Received first = w1.next();
        assertThat(first.command().ackedBelow())
                .as("another symbol's do not count")
                .isEqualTo(2);
        answer(first);

        assertThat(ackOfNext(1)).isEqualTo(3);
    }

    @Test
    void shouldTellWhatHasComeSinceWhenACommandIsSentAgain() throws Exception {
        submit(3);
        List<Received> first = take(w1, 3);
        answer(first.get(0));
        refuse(first.get(1), Cause.TRY_AGAIN);
        refuse(first.get(2), Cause.TRY_AGAIN);

        assertThat(acks(take(w1, 2))).containsExactly(2L, 2L);
    }

    @Test
    void shouldNotWaitForAnAnswerThatWillNotComeWhenItTellsWhatItHas() throws Exception {
        submit(2);
        List<Received> first = take(w1, 2);
        refuse(first.get(0), Cause.INVALID);
        answer(first.get(1));

        assertThat(ackOfNext(2)).isEqualTo(3);
    }

    /** Submits a command when so many have their outcome, and returns what it tells. */
    private long ackOfNext(int done) throws InterruptedException {
        await().until(() -> outcomes.done() == done);
        submit(1);
        return w1.next().command().ackedBelow();
    }

    private static List<Long> acks(List<Received> received) {
        return received.stream().map(one -> one.command().ackedBelow()).toList();
    }

    private static Cause round(Received received) {
        return received.command().requestId() == 1 ? Cause.OVERLOADED : Cause.TRY_AGAIN;
    }
}
