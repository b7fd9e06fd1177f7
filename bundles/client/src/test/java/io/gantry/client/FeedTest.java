package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.client.FakeWorker.Subscribed;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.sbe.WireFeedState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions against workers whose every message is scripted. Symbol S (1) is in partition 1 on w1. */
final class FeedTest implements EventListener {

    private static final int S = 1;

    private final List<BookEvent> tape = tape(200);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private FakeWorker w1;
    private FakeWorker w2;
    private GantryClient client;

    @BeforeEach
    void start() throws IOException {
        w1 = new FakeWorker();
        w2 = new FakeWorker();
        FakeRoutes routes = FakeRoutes.NONE
                .partition(1, 1, "w1", w1.port())
                .partition(2, 1, "w2", w2.port())
                .symbol("S", S, 1, 1);
        w1.routes = routes;
        w2.routes = routes;
        client = builder().connect();
    }

    private GantryClientBuilder builder() {
        return GantryClient.builder()
                .seed("127.0.0.1", w1.port())
                .seed("127.0.0.1", w2.port())
                .clientId(42)
                .random(new SplittableRandom(1));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        w1.close();
        w2.close();
    }

    @Test
    void shouldTellEventsInOrderWhenTheyComeInOrder() throws Exception {
        Subscription subscription = client.subscribe("S", 1, this);
        Subscribed at = w1.nextSubscription();
        assertThat(at.symbolId()).isEqualTo(S);
        assertThat(at.fromEvent()).isEqualTo(1);

        started(at);
        send(at, 1, 100);

        awaitHeard(events(1, 100));
        assertThat(subscription.nextEvent()).isEqualTo(101);
    }

    @Test
    void shouldGoOnBehindTheLastEventWhenTheSymbolMoves() throws Exception {
        client.subscribe("S", 1, this);
        Subscribed source = w1.nextSubscription();
        started(source);
        send(source, 1, 40);

        source.session().feed(WireFeedState.MOVED, S, 41, 2, 2, w2.port());
        Subscribed target = w2.nextSubscription();
        assertThat(target.fromEvent()).isEqualTo(41);
        started(target);
        send(target, 41, 60);

        awaitHeard(events(1, 60));
    }

    @Test
    void shouldGoOnBehindTheLastEventWhenTheConnectionIsLost() throws Exception {
        client.subscribe("S", 1, this);
        Subscribed before = w1.nextSubscription();
        started(before);
        send(before, 1, 40);
        awaitHeard(events(1, 40));

        w1.cutConnections();
        Subscribed after = w1.nextSubscription();
        assertThat(after.fromEvent()).isEqualTo(41);
        started(after);
        send(after, 30, 50);

        awaitHeard(events(1, 50));
    }

    @Test
    void shouldGoOnAtTheNewOwnerWhenTheOldOneStandsStillWithItsSocketsOpen() throws Exception {
        AtomicLong nanos = new AtomicLong();
        client.close();
        client = builder()
                .nanoClock(nanos::get)
                .answerTimeout(Duration.ofSeconds(10))
                .connect();
        client.subscribe("S", 1, this);
        Subscribed source = w1.nextSubscription();
        started(source);
        send(source, 1, 40);
        awaitHeard(events(1, 40));
        w1.pause();
        w2.routes = w2.routes.partition(1, 2, "w2", w2.port());

        nanos.addAndGet(Duration.ofSeconds(6).toNanos());

        Subscribed target = w2.nextSubscription();
        assertThat(target.fromEvent()).isEqualTo(41);
        started(target);
        send(source, 41, 45);
        send(target, 41, 60);
        awaitHeard(events(1, 60));
    }

    @Test
    void shouldTryAgainWhenTheWorkerSaysSoOrDoesNotKnowTheSymbol() throws Exception {
        client.subscribe("S", 7, this);
        Subscribed first = w1.nextSubscription();
        first.session().feed(WireFeedState.TRY_AGAIN, S, 7);
        Subscribed second = w1.nextSubscription();
        second.session().feed(WireFeedState.UNKNOWN_SYMBOL, S, 7);

        Subscribed third = w1.nextSubscription();
        assertThat(third.fromEvent()).isEqualTo(7);
        started(third);
        send(third, 7, 9);

        awaitHeard(events(7, 9));
    }

    @Test
    void shouldTellAGapWhenEventsAreNotKeptAndGoOnBehindIt() throws Exception {
        client.subscribe("S", 1, this);
        Subscribed at = w1.nextSubscription();
        started(at);
        send(at, 1, 3);
        at.session().feed(WireFeedState.GAP, S, 10);
        send(at, 10, 12);

        awaitHeard(List.of("1", "2", "3", "gap 4..9", "10", "11", "12"));
    }

    @Test
    void shouldReportABrokenChainAndFollowItFromThere() throws Exception {
        client.subscribe("S", 1, this);
        Subscribed at = w1.nextSubscription();
        started(at);
        send(at, 1, 3);
        BookEvent forged = new BookEvent().copyFrom(tape.get(3)).quantity(999_999);
        at.session().event(forged);
        send(at, 5, 6);

        awaitHeard(List.of("1", "2", "3", "broken 4", "4", "5", "6"));
    }

    @Test
    void shouldReportABrokenChainWhenItsStartIsForged() throws Exception {
        client.subscribe("S", 1, this);
        Subscribed at = w1.nextSubscription();
        started(at);
        at.session().event(new BookEvent().copyFrom(tape.get(0)).chain(1));

        awaitHeard(List.of("broken 1", "1"));
    }

    @Test
    void shouldAskAgainWhenAnEventIsLeftOutInSilence() throws Exception {
        client.subscribe("S", 1, this);
        Subscribed at = w1.nextSubscription();
        started(at);
        send(at, 1, 2);
        send(at, 5, 8);

        Subscribed again = w1.nextSubscription();
        assertThat(again.fromEvent()).isEqualTo(3);
        send(again, 9, 10);
        started(again);
        send(again, 3, 12);

        awaitHeard(events(1, 12));
    }

    @Test
    void shouldTellAGapWhenEventsStayLeftOut() throws Exception {
        client.subscribe("S", 1, this);
        for (int i = 0; i < 3; i++) {
            Subscribed at = w1.nextSubscription();
            started(at);
            send(at, 5, 6);
        }

        awaitHeard(List.of("gap 1..4", "5", "6"));
    }

    @Test
    void shouldTellNothingMoreWhenItIsClosed() throws Exception {
        Subscription subscription = client.subscribe("S", 1, this);
        Subscribed at = w1.nextSubscription();
        started(at);
        send(at, 1, 2);
        awaitHeard(events(1, 2));

        subscription.close();
        send(at, 3, 4);
        client.subscribe("S", 3, this);
        Subscribed again = w1.nextSubscription();
        started(again);
        send(again, 3, 5);

        awaitHeard(events(1, 5));
    }

    @Test
    void shouldRefuseASecondSubscriptionOfASymbol() {
        client.subscribe("S", 1, this);

        assertThatThrownBy(() -> client.subscribe("S", 1, this))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("symbol S is subscribed already");
        assertThatThrownBy(() -> client.subscribe("S", 0, this)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.subscribe("X", 1, this)).isInstanceOf(UnknownSymbolException.class);
    }

    @Override
    public void event(BookEvent event) {
        heard.add(Long.toString(event.eventSequence()));
    }

    @Override
    public void gap(long from, long to) {
        heard.add("gap " + from + ".." + to);
    }

    @Override
    public void chainBroken(BookEvent event, long expectedChain) {
        heard.add("broken " + event.eventSequence());
    }

    private void awaitHeard(List<String> expected) {
        await().untilAsserted(() -> assertThat(heard).isEqualTo(expected));
    }

    private static List<String> events(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
    }

    private void started(Subscribed at) {
        at.session().feed(WireFeedState.STARTED, S, at.fromEvent());
    }

    private void send(Subscribed at, int from, int to) {
        for (int event = from; event <= to; event++) {
            at.session().event(tape.get(event - 1));
        }
    }

    private static List<BookEvent> tape(int events) {
        List<BookEvent> tape = new ArrayList<>();
        long chain = 0;
        for (int sequence = 1; sequence <= events; sequence++) {
            BookEvent event = new BookEvent()
                    .symbolId(S)
                    .eventSequence(sequence)
                    .commandSequence(sequence)
                    .orderId(sequence)
                    .quantity(10);
            chain = event.chainAfter(chain);
            tape.add(event.chain(chain));
        }
        return tape;
    }
}
