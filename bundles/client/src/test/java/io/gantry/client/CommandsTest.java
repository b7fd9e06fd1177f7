package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.client.FakeWorker.Received;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands against workers whose every answer is scripted. Symbol S (1) is in partition 1 on w1, T (2) in partition 1 too. */
final class CommandsTest {

    private static final int S = 1;
    private static final long CLIENT = 42;

    private final Outcomes outcomes = new Outcomes();
    private FakeWorker w1;
    private FakeWorker w2;
    private FakeWorker w3;
    private GantryClient client;

    @BeforeEach
    void start() throws IOException {
        w1 = new FakeWorker();
        w2 = new FakeWorker();
        w3 = new FakeWorker();
        FakeRoutes routes = FakeRoutes.NONE
                .partition(1, 1, "w1", w1.port())
                .partition(2, 1, "w2", w2.port())
                .partition(3, 1, "w3", w3.port())
                .symbol("S", S, 1, 1)
                .symbol("T", 2, 1, 1);
        w1.routes = routes;
        w2.routes = routes;
        w3.routes = routes;
        client = builder().connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        w1.close();
        w2.close();
        w3.close();
    }

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
        atTarget.forEach(CommandsTest::answer);
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
        take(w1, 3).forEach(CommandsTest::answer);

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
    void shouldSendTheSameIdsAgainWhenTheConnectionIsLost() throws Exception {
        submit(3);
        answer(take(w1, 3).get(0));
        await().until(() -> outcomes.done() == 1);

        w1.cutConnections();
        submit(1);

        List<Received> again = take(w1, 3);
        assertThat(links(again)).containsExactly("2>1", "3>2", "4>3");
        again.forEach(CommandsTest::answer);
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L, 2L, 3L, 4L));
    }

    @Test
    void shouldFindTheNewOwnerWhenTheOldOneIsGone() throws Exception {
        submit(3);
        answer(take(w1, 3).get(0));
        await().until(() -> outcomes.done() == 1);
        w2.routes = w2.routes.partition(1, 2, "w2", w2.port());
        w3.routes = w2.routes;

        w1.goAway();

        assertThat(links(take(w2, 2))).containsExactly("2>1", "3>2");
        assertThat(client.route("S").port()).isEqualTo(w2.port());
    }

    @Test
    void shouldTryAgainWhenTheWorkerComesBack() throws Exception {
        submit(2);
        take(w1, 2);
        w1.goAway();
        await().until(() -> w2.routeQueries.get() + w3.routeQueries.get() > 0);

        w1.comeBack();

        assertThat(links(take(w1, 2))).containsExactly("1>0", "2>1");
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
    void shouldAskAnotherWorkerForRoutesWhenWorkersSendItInCircles() throws Exception {
        submit(1);
        FakeWorker[] circle = {w1, w2};
        int askedBefore = w3.routeQueries.get();
        FakeWorker at = w1;

        for (int hop = 0; hop < 5; hop++) {
            Received received = at.next();
            int next = (hop + 1) % 2;
            received.session().moved(received.command(), next + 1, hop + 2, circle[next].port());
            at = circle[next];
        }

        await().until(() -> w1.routeQueries.get() + w2.routeQueries.get() + w3.routeQueries.get() > askedBefore + 1);
        answer(at.next());
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L));
    }

    @Test
    void shouldNotFollowMovedWhenItsEpochIsOlderThanWhatIsKnown() throws Exception {
        submit(1);
        moved(w1.next(), 2, 5, w2);

        moved(w2.next(), 1, 4, w1);

        answer(w2.next());
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L));
        assertThat(w1.commands).isEmpty();
        assertThat(client.route("S").epoch()).isEqualTo(5);
    }

    @Test
    void shouldFollowMovedWhenItHasNoAddressButTheRoutesKnowThePartition() throws Exception {
        submit(1);
        Received received = w1.next();

        received.session().moved(received.command(), 3, 2, 0);

        assertThat(links(take(w3, 1))).containsExactly("1>0");
    }

    @Test
    void shouldSendAgainWhenAWorkerDoesNotKnowTheSymbolYet() throws Exception {
        submit(2);
        take(w1, 2).forEach(one -> refuse(one, Cause.UNKNOWN_SYMBOL));

        assertThat(links(take(w1, 2))).containsExactly("1>0", "2>1");
    }

    @Test
    void shouldFailWithUnknownOutcomeWhenNobodyAnswersInTime() throws Exception {
        reconnect(builder().giveUpAfter(Duration.ofMillis(300)));
        submit(1);
        w1.next();

        await().until(() -> outcomes.done() == 1);

        assertThat(outcomes.failed.get(1L))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessage(
                        "symbol S, client 42, request 1: outcome unknown: given up after 300 ms; last: no answer came");
    }

    @Test
    void shouldFailWithNotExecutedWhenItWasRefusedUntilTheTimeWasOver() throws Exception {
        reconnect(builder().giveUpAfter(Duration.ofMillis(300)));
        w1.onCommand = (session, command) -> session.refuse(command, Cause.OVERLOADED, 5);
        submit(2);

        await().until(() -> outcomes.done() == 2);

        assertThat(outcomes.failed.values()).allSatisfy(failure -> {
            assertThat(failure).isInstanceOf(NotExecutedException.class);
            assertThat(((NotExecutedException) failure).refusal()).isEqualTo(Cause.OVERLOADED);
        });
    }

    @Test
    void shouldFailWithUnknownOutcomeWhenItWasLostOnceAndRefusedEverAfter() throws Exception {
        reconnect(builder().giveUpAfter(Duration.ofMillis(500)));
        submit(1);
        w1.next();
        w1.onCommand = (session, command) -> session.refuse(command, Cause.OVERLOADED, 5);
        w1.cutConnections();

        await().until(() -> outcomes.done() == 1);

        assertThat(outcomes.failed.get(1L)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void shouldFailWithNotExecutedWhenItCouldNeverBeSent() throws Exception {
        reconnect(builder().giveUpAfter(Duration.ofMillis(300)));
        w1.goAway();
        await().until(() -> w2.routeQueries.get() + w3.routeQueries.get() > 0);
        submit(1);

        await().until(() -> outcomes.done() == 1);

        assertThat(outcomes.failed.get(1L)).isInstanceOf(NotExecutedException.class);
        assertThat(outcomes.sent).isEmpty();
    }

    @Test
    void shouldFailWithUnknownOutcomeWhenTheAnswerIsNotKeptAnyMore() throws Exception {
        submit(1);
        refuse(w1.next(), Cause.STALE_REQUEST);

        await().until(() -> outcomes.done() == 1);

        assertThat(outcomes.failed.get(1L)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void shouldOpenTheConnectionAnewWhenTheWorkerFallsSilent() throws Exception {
        reconnect(builder().answerTimeout(Duration.ofMillis(300)));
        submit(1);
        w1.next();
        int before = w1.connections.get();
        w1.isMute = true;
        await().until(() -> w1.connections.get() > before);

        w1.isMute = false;
        w1.cutConnections();

        answer(w1.next());
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L));
    }

    @Test
    void shouldTakeNoMoreThanTheLimitAllowsInFlight() throws Exception {
        reconnect(builder().maxInFlightPerSymbol(2));
        submit(2);

        assertThat(client.trySubmit("S", order(3), outcomes)).isEqualTo(GantryClient.NOT_TAKEN);
        assertThat(client.trySubmit("T", order(4), outcomes)).isEqualTo(3);
        CompletableFuture<Long> blocked = CompletableFuture.supplyAsync(() -> client.submit("S", order(5), outcomes));
        answer(w1.next());

        assertThat(blocked.get(10, TimeUnit.SECONDS)).isEqualTo(4);
    }

    @Test
    void shouldRefuseToBlockItsOwnThread() throws Exception {
        reconnect(builder().maxInFlightPerSymbol(1));
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        client.submit("T", order(1), outcomes);
        client.submit("S", order(1)).whenComplete((answer, failure) -> {
            try {
                client.submit("T", order(2), outcomes);
            } catch (IllegalStateException refused) {
                thrown.set(refused);
            }
        });

        for (Received received : take(w1, 2)) {
            if (received.command().symbolId() == S) {
                answer(received);
            }
        }

        await().until(() -> thrown.get() != null);
        assertThat(thrown.get()).hasMessageContaining("trySubmit");
    }

    @Test
    void shouldTellWhatItKnowsOfEachCommandWhenItIsClosed() throws Exception {
        submit(1);
        w1.next();

        client.close();

        assertThat(outcomes.failed.get(1L)).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> client.submit("S", order(1), outcomes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the client is closed");
    }

    @Test
    void shouldNameTheSymbolWhenItIsNotKnown() {
        assertThatThrownBy(() -> client.submit("NOPE", order(1)))
                .isInstanceOf(UnknownSymbolException.class)
                .hasMessage("unknown symbol 'NOPE': not among the 2 symbols of the routes of version 5");
    }

    @Test
    void shouldNameTheAddressesWhenNobodyCanBeReached() throws IOException {
        w1.goAway();
        GantryClientBuilder builder = GantryClient.builder()
                .seed("127.0.0.1", w1.port())
                .clientId(CLIENT)
                .connectTimeout(Duration.ofMillis(200));

        assertThatThrownBy(builder::connect)
                .isInstanceOf(NotConnectedException.class)
                .hasMessageStartingWith("no worker could be reached within 200 ms: 127.0.0.1:" + w1.port() + ": ")
                .hasMessageContaining("refused");
    }

    @Test
    void shouldWaitUntilEveryWorkerKnowsASymbol() {
        assertThatThrownBy(() -> client.awaitSymbols(List.of("S", "NEW"), Duration.ofMillis(100)))
                .isInstanceOf(UnknownSymbolException.class)
                .hasMessage("no worker knows [NEW], after 100 ms");
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> client.awaitSymbols(List.of("S", "NEW"), Duration.ofSeconds(10)));
        w1.routes = w1.routes.symbol("NEW", 3, 2, 1);
        await().until(() -> client.symbols().size() == 3);
        assertThat(waiting).isNotDone();

        w2.routes = w1.routes;
        w3.routes = w1.routes;

        await().until(waiting::isDone);
        assertThat(waiting).isCompleted();
        assertThat(client.route("NEW").worker()).isEqualTo("w2");
    }

    @Test
    void shouldListWorkersAndSymbolsByName() {
        assertThat(client.workers()).extracting(WorkerRoute::name).containsExactly("w1", "w2", "w3");
        assertThat(client.workers().get(0).partitions()).containsExactly(1);
        assertThat(client.symbols()).extracting(SymbolRoute::symbol).containsExactly("S", "T");
    }

    private GantryClientBuilder builder() {
        return GantryClient.builder()
                .seed("127.0.0.1", w1.port())
                .seed("127.0.0.1", w2.port())
                .seed("127.0.0.1", w3.port())
                .clientId(CLIENT)
                .random(new SplittableRandom(1));
    }

    private void reconnect(GantryClientBuilder builder) {
        client.close();
        client = builder.connect();
    }

    private void submit(int commands) {
        for (int i = 0; i < commands; i++) {
            client.submit("S", order(i + 1), outcomes);
        }
    }

    private static OrderCommand order(long orderId) {
        return new OrderCommand().orderId(orderId).account(1).price(100).quantity(1);
    }

    private static List<Received> take(FakeWorker worker, int count) throws InterruptedException {
        List<Received> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(worker.next());
        }
        return taken;
    }

    private static List<String> links(List<Received> received) {
        return received.stream()
                .map(one -> one.command().requestId() + ">" + one.command().follows())
                .toList();
    }

    private static void answer(Received received) {
        received.session().answer(received.command(), received.command().requestId());
    }

    private static void refuse(Received received, Cause cause) {
        received.session().refuse(received.command(), cause, cause.isFinal() ? 0 : 1);
    }

    private static void moved(Received received, int partition, long epoch, FakeWorker to) {
        received.session().moved(received.command(), partition, epoch, to.port());
    }

    private static Cause round(Received received) {
        return received.command().requestId() == 1 ? Cause.OVERLOADED : Cause.TRY_AGAIN;
    }

    private static CommandAnswer get(CompletionStage<CommandAnswer> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
