package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.client.FakeWorker.Received;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.protocol.Cause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that do not come although the connection stands. The client's clock is the test's. */
final class ResendTest extends ThreeWorkers {

    private static final int RESEND_MILLIS = 1_000;
    private static final int MORE_THAN_RESEND_MILLIS = 1_300;
    private static final int GIVE_UP_MILLIS = 30_000;

    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void useOwnClock() {
        reconnect(builder()
                .nanoClock(nanos::get)
                .resendAfter(Duration.ofMillis(RESEND_MILLIS))
                .giveUpAfter(Duration.ofMillis(GIVE_UP_MILLIS)));
    }

    @Test
    void shouldSendAllAgainInOrderToTheNewOwnerWhenTheOldOneIsPausedWithItsSocketsOpen() throws Exception {
        submit(4);
        List<Received> atOld = take(w1, 4);
        answer(atOld.get(0));
        await().until(() -> outcomes.done() == 1);
        w1.pause();
        nameOwner(w2, 2);

        pass(MORE_THAN_RESEND_MILLIS);

        List<Received> atNew = take(w2, 3);
        assertThat(links(atNew)).containsExactly("2>1", "3>2", "4>3");
        assertThat(atNew.get(0).command().ackedBelow()).isEqualTo(2);
        assertThat(w1.connections.get()).as("the old connection stands").isEqualTo(2);
        atNew.forEach(ThreeWorkers::answer);
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L, 2L, 3L, 4L));
        assertThat(outcomes.sent).as("told once each").containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void shouldTakeTheAnswerToTheFirstSendingWhenItComesLate() throws Exception {
        submit(2);
        List<Received> atOld = take(w1, 2);
        w1.pause();
        nameOwner(w2, 2);
        pass(MORE_THAN_RESEND_MILLIS);
        List<Received> atNew = take(w2, 2);

        answer(atOld.get(0));
        await().until(() -> outcomes.done() == 1);
        answer(atNew.get(0));
        answer(atNew.get(1));

        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L, 2L));
        submit(1);
        Received next = w2.next();
        assertThat(next.command().follows()).isEqualTo(2);
        assertThat(next.command().ackedBelow()).isEqualTo(3);
    }

    @Test
    void shouldNotHeedTheOldOwnersRefusalsWhenItWakesUp() throws Exception {
        client.submit("T", order(1), outcomes);
        submit(2);
        List<Received> atOld = take(w1, 3);
        w1.pause();
        nameOwner(w2, 2);
        pass(MORE_THAN_RESEND_MILLIS);
        List<Received> atNew = take(w2, 3);

        w1.resume();
        for (Received received : atOld) {
            if (received.command().symbolId() == S) {
                received.session().moved(received.command(), 3, 1, w3.port());
                refuse(received, Cause.INVALID);
            }
        }
        atOld.stream().filter(received -> received.command().symbolId() != S).forEach(ThreeWorkers::answer);
        await().untilAsserted(
                        () -> assertThat(outcomes.answered).as("all was heard").containsExactly(1L));

        assertThat(outcomes.failed).isEmpty();
        atNew.forEach(ThreeWorkers::answer);
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactlyInAnyOrder(1L, 2L, 3L));
        submit(1);
        assertThat(links(take(w2, 1))).as("nothing was sent again").containsExactly("4>3");
        assertThat(w3.commands).isEmpty();
    }

    @Test
    void shouldKeepNewBeforeCancelWhenTheyAreSentAgainAndRefusedThere() throws Exception {
        client.submit("S", order(7), outcomes);
        client.submit("S", order(7).kind(CommandKind.CANCEL), outcomes);
        take(w1, 2);
        w1.pause();
        nameOwner(w2, 2);
        pass(MORE_THAN_RESEND_MILLIS);

        for (Received received : take(w2, 2)) {
            refuse(received, Cause.TRY_AGAIN);
        }

        List<Received> again = take(w2, 2);
        assertThat(links(again)).containsExactly("1>0", "2>1");
        assertThat(again).extracting(one -> one.command().kind()).containsExactly(CommandKind.NEW, CommandKind.CANCEL);
    }

    @Test
    void shouldNotWaitForTheWholeTimeWhenTheRoutesNameAnotherWorker() throws Exception {
        submit(2);
        take(w1, 2);
        w1.pause();
        nameOwner(w2, 2);

        pass(RESEND_MILLIS * 6 / 10);

        assertThat(links(take(w2, 2))).containsExactly("1>0", "2>1");
    }

    @Test
    void shouldAskAnotherWorkerAgainAndAgainWhenTheOwnerIsSilent() throws Exception {
        submit(1);
        w1.next();
        w1.pause();
        pass(MORE_THAN_RESEND_MILLIS);
        for (int round = 0; round < 5; round++) {
            pass(260);
            int before = w2.routeQueries.get() + w3.routeQueries.get();
            await().until(() -> w2.routeQueries.get() + w3.routeQueries.get() > before);
        }
        assertThat(w2.commands).isEmpty();

        nameOwner(w3, 2);
        pass(260);

        assertThat(links(take(w3, 1))).containsExactly("1>0");
    }

    @Test
    void shouldSendNothingMoreToAWorkerThatGivesNoSignOfLife() throws Exception {
        submit(2);
        take(w1, 2);
        w1.pause();
        int asked = w2.routeQueries.get() + w3.routeQueries.get();
        pass(MORE_THAN_RESEND_MILLIS);
        await().until(() -> w2.routeQueries.get() + w3.routeQueries.get() > asked);
        submit(2);
        pass(MORE_THAN_RESEND_MILLIS);
        await().until(() -> w2.routeQueries.get() + w3.routeQueries.get() > asked + 1);

        nameOwner(w2, 2);
        pass(260);
        assertThat(links(take(w2, 4))).containsExactly("1>0", "2>1", "3>2", "4>3");
        w1.resume();

        await().until(() -> w1.routeQueries.get() > 0);
        assertThat(w1.commands).as("neither again nor for the first time").isEmpty();
    }

    @Test
    void shouldSendAgainToTheSameWorkerWhenItLivesAndOnlyTheAnswersDoNotCome() throws Exception {
        submit(2);
        take(w1, 2);

        pass(MORE_THAN_RESEND_MILLIS);

        List<Received> again = take(w1, 2);
        assertThat(links(again)).containsExactly("1>0", "2>1");
        again.forEach(ThreeWorkers::answer);
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L, 2L));
    }

    @Test
    void shouldNotSendAgainWhenOtherAnswersOfTheSymbolGoOnComing() throws Exception {
        submit(6);
        List<Received> received = take(w1, 6);
        for (Received one : received.subList(1, 6)) {
            pass(RESEND_MILLIS * 9 / 10);
            int done = outcomes.done();
            answer(one);
            await().until(() -> outcomes.done() > done);
        }

        assertThat(w1.commands).as("slow, not silent").isEmpty();
        answer(received.get(0));
        await().until(() -> outcomes.done() == 6);
    }

    @Test
    void shouldWaitForTheRestAgainWhenSomeWereRefusedBeforeTheSilence() throws Exception {
        submit(3);
        List<Received> received = take(w1, 3);
        refuse(received.get(1), Cause.TRY_AGAIN);
        refuse(received.get(2), Cause.TRY_AGAIN);
        await().until(() -> w1.commands.isEmpty());

        pass(MORE_THAN_RESEND_MILLIS);

        assertThat(links(take(w1, 3))).containsExactly("1>0", "2>1", "3>2");
    }

    @Test
    void shouldFailWithUnknownOutcomeWhenTheWholeTimeIsOverAndNoSooner() throws Exception {
        submit(1);
        int sendings = 1;
        w1.next();
        for (int passed = 0; passed < GIVE_UP_MILLIS * 9 / 10; passed += RESEND_MILLIS / 2) {
            pass(RESEND_MILLIS / 2);
            sendings += w1.commands.poll(60, TimeUnit.MILLISECONDS) == null ? 0 : 1;
        }
        assertThat(outcomes.done()).isZero();
        assertThat(sendings).as("paced").isBetween(4, 10);

        pass(GIVE_UP_MILLIS / 2);

        await().until(() -> outcomes.done() == 1);
        assertThat(outcomes.failed.get(1L)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void shouldFailWithUnknownOutcomeWhenTheNewOwnerOnlyRefusesWhatTheOldOneMayHaveTaken() throws Exception {
        submit(1);
        w1.next();
        w1.pause();
        w2.onCommand = (session, command) -> session.refuse(command, Cause.OVERLOADED, 5);
        nameOwner(w2, 2);
        pass(MORE_THAN_RESEND_MILLIS);
        await().until(() -> client.route("S").worker().equals("w2"));

        pass(GIVE_UP_MILLIS * 2);

        await().until(() -> outcomes.done() == 1);
        assertThat(outcomes.failed.get(1L)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void shouldConnectToAnotherWorkerForRoutesWhenTheOnlyConnectionIsToTheSilentOne() throws Exception {
        w2.goAway();
        w3.goAway();
        reconnect(builder().nanoClock(nanos::get).resendAfter(Duration.ofMillis(RESEND_MILLIS)));
        submit(1);
        w1.next();
        w1.pause();
        nameOwner(w3, 2);
        w3.comeBack();

        pass(MORE_THAN_RESEND_MILLIS);

        assertThat(links(take(w3, 1))).containsExactly("1>0");
    }

    /** All but the old owner know it. */
    private void nameOwner(FakeWorker owner, long epoch) {
        w2.routes = w2.routes.partition(1, epoch, owner == w2 ? "w2" : "w3", owner.port());
        w3.routes = w2.routes;
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
