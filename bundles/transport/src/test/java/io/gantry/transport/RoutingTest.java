package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.protocol.sbe.FeedStateDecoder;
import io.gantry.protocol.sbe.NotExecutedDecoder;
import io.gantry.protocol.sbe.RoutesDecoder;
import io.gantry.protocol.sbe.WireCause;
import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.protocol.sbe.WireFeedState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RoutingTest {

    private static final long CLIENT = 5;

    private final FakeWorker worker = new FakeWorker("w1");
    private Transport transport;
    private int port;
    private Wire wire;

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        transport = new Transport(TestSettings.of("w1", home), worker.services());
        port = transport.start();
        wire = Wire.client(port, CLIENT);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        transport.stop();
    }

    @Test
    void shouldOfferCommandsInOrderWhenTheSymbolIsHere() throws IOException {
        List<byte[]> sent = new ArrayList<>();
        for (long request = 1; request <= 200; request++) {
            sent.add(Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, request, request - 1));
        }

        for (byte[] message : sent) {
            wire.frame(message);
        }

        await().untilAsserted(() -> assertThat(worker.offered).hasSize(200));
        assertThat(worker.offered).allMatch(offered -> offered.partition() == 1);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(worker.offered.get(i).message()).isEqualTo(sent.get(i));
        }
    }

    @Test
    void shouldAnswerMovedWhenTheSymbolIsElsewhere() throws IOException {
        NotExecutedDecoder answer = refusal(FakeWorker.REMOTE_SYMBOL);

        assertThat(answer.cause()).isEqualTo(WireCause.MOVED);
        assertThat(answer.partition()).isEqualTo(2);
        assertThat(answer.epoch()).isEqualTo(FakeWorker.REMOTE_EPOCH);
        assertThat(answer.port()).isEqualTo(7402);
        assertThat(answer.host()).isEqualTo("127.0.0.2");
    }

    @Test
    void shouldAnswerTryAgainWhenTheOwnerIsNotAlive() throws IOException {
        NotExecutedDecoder answer = refusal(FakeWorker.LOST_SYMBOL);

        assertThat(answer.cause()).isEqualTo(WireCause.TRY_AGAIN);
        assertThat(answer.retryAfterMillis()).isEqualTo(50);
        answer.skipHost();
        assertThat(answer.detail()).isEqualTo("the worker of partition 3 is not there");
    }

    @Test
    void shouldAnswerUnknownSymbolWhenThereIsNone() throws IOException {
        assertThat(refusal(FakeWorker.NO_SYMBOL).cause()).isEqualTo(WireCause.UNKNOWN_SYMBOL);
        assertThat(refusal(0).cause()).isEqualTo(WireCause.UNKNOWN_SYMBOL);
        assertThat(refusal(-1).cause()).isEqualTo(WireCause.UNKNOWN_SYMBOL);
    }

    @Test
    void shouldAnswerTryAgainWhenItHasNoRoutesYet() throws IOException {
        worker.forgetRoutes();

        assertThat(refusal(FakeWorker.LOCAL_SYMBOL).cause()).isEqualTo(WireCause.TRY_AGAIN);
    }

    @Test
    void shouldAnswerOverloadedWhenTheQueueIsFull() throws IOException {
        worker.answer = PartitionHost.Offer.FULL;

        NotExecutedDecoder answer = refusal(FakeWorker.LOCAL_SYMBOL);

        assertThat(answer.cause()).isEqualTo(WireCause.OVERLOADED);
        assertThat(answer.retryAfterMillis()).isEqualTo(5);
    }

    @Test
    void shouldAnswerTryAgainWhenThePartitionIsNotServing() throws IOException {
        worker.answer = PartitionHost.Offer.NOT_SERVING;

        NotExecutedDecoder answer = refusal(FakeWorker.LOCAL_SYMBOL);

        assertThat(answer.cause()).isEqualTo(WireCause.TRY_AGAIN);
        assertThat(answer.retryAfterMillis()).isEqualTo(20);
    }

    @Test
    void shouldOfferACommandWhenAReplicaThatIsNotThePrimaryIsHere() throws IOException {
        worker.hosted.add(2);
        byte[] message = Wire.command(FakeWorker.REMOTE_SYMBOL, CLIENT, 3, 2);

        wire.frame(message);

        await().untilAsserted(() -> assertThat(worker.offered).hasSize(1));
        assertThat(worker.offered.get(0).partition()).isEqualTo(2);
        assertThat(worker.offered.get(0).message()).isEqualTo(message);
    }

    @Test
    void shouldAnswerMovedWhenAReplicaHereCannotHandACommandOn() throws IOException {
        worker.hosted.add(2);
        worker.hosted.add(3);
        worker.answer = PartitionHost.Offer.NOT_SERVING;

        NotExecutedDecoder moved = refusal(FakeWorker.REMOTE_SYMBOL);
        assertThat(moved.cause()).isEqualTo(WireCause.MOVED);
        assertThat(moved.port()).isEqualTo(7402);
        assertThat(refusal(FakeWorker.LOST_SYMBOL).cause()).isEqualTo(WireCause.TRY_AGAIN);
        worker.answer = PartitionHost.Offer.FULL;
        assertThat(refusal(FakeWorker.REMOTE_SYMBOL).cause()).isEqualTo(WireCause.OVERLOADED);
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFeedKind.class,
            names = {"EVENTS", "MARKET_DATA"})
    void shouldOfferASubscriptionWhenTheSymbolIsHere(WireFeedKind feed) throws IOException {
        byte[] message = Wire.subscribe(FakeWorker.LOCAL_SYMBOL, CLIENT, 1, feed);

        wire.frame(message);

        await().untilAsserted(() -> assertThat(worker.offered).hasSize(1));
        assertThat(worker.offered.get(0).message()).isEqualTo(message);
    }

    @Test
    void shouldAnswerFeedStatesWhenASubscriptionCannotStartHere() throws IOException {
        FeedStateDecoder moved = feed(FakeWorker.REMOTE_SYMBOL);
        assertThat(moved.state()).isEqualTo(WireFeedState.MOVED);
        assertThat(moved.nextEvent()).isEqualTo(40);
        assertThat(moved.partition()).isEqualTo(2);
        assertThat(moved.epoch()).isEqualTo(FakeWorker.REMOTE_EPOCH);
        assertThat(moved.port()).isEqualTo(7402);
        assertThat(moved.host()).isEqualTo("127.0.0.2");
        assertThat(feed(FakeWorker.LOST_SYMBOL).state()).isEqualTo(WireFeedState.TRY_AGAIN);
        assertThat(feed(FakeWorker.NO_SYMBOL).state()).isEqualTo(WireFeedState.UNKNOWN_SYMBOL);
        worker.answer = PartitionHost.Offer.FULL;
        assertThat(feed(FakeWorker.LOCAL_SYMBOL).state()).isEqualTo(WireFeedState.TRY_AGAIN);
        worker.forgetRoutes();
        assertThat(feed(FakeWorker.NO_SYMBOL).state()).isEqualTo(WireFeedState.TRY_AGAIN);
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFeedKind.class,
            names = {"EVENTS", "MARKET_DATA"})
    void shouldSayWhichFeedCannotStartHere(WireFeedKind feed) throws IOException {
        wire.frame(Wire.subscribe(FakeWorker.REMOTE_SYMBOL, CLIENT, 40, feed));
        assertThat(wire.feedState().feed()).isEqualTo(feed);
        wire.frame(Wire.subscribe(FakeWorker.NO_SYMBOL, CLIENT, 40, feed));
        assertThat(wire.feedState().feed()).isEqualTo(feed);
    }

    @Test
    void shouldPassOnThatAFeedIsNotWantedAnyMoreAndAnswerNothing() throws IOException {
        byte[] end = Wire.subscribe(FakeWorker.LOCAL_SYMBOL, CLIENT, 1, WireFeedKind.MARKET_DATA);
        end[end.length - 1] = 1;
        byte[] elsewhere = Wire.subscribe(FakeWorker.REMOTE_SYMBOL, CLIENT, 1, WireFeedKind.MARKET_DATA);
        elsewhere[elsewhere.length - 1] = 1;

        wire.frame(end);
        wire.frame(elsewhere);
        assertThat(feed(FakeWorker.LOST_SYMBOL).symbolId())
                .as("the first answer")
                .isEqualTo(FakeWorker.LOST_SYMBOL);

        assertThat(worker.offered).hasSize(1);
        assertThat(worker.offered.get(0).message()).isEqualTo(end);
    }

    @Test
    void shouldSayGoodbyeWhenASubscriptionStartsBeforeTheFirstEvent() throws IOException {
        wire.frame(Wire.subscribe(FakeWorker.LOCAL_SYMBOL, CLIENT, 0));

        assertThat(wire.goodbyeAndEnd()).isEqualTo("Subscribe from event 0, the first event is 1");
    }

    @Test
    void shouldTellAllRoutesWhenAsked() throws IOException {
        wire.frame(Wire.routeQuery(31));
        RoutesDecoder routes = wire.routes();

        assertThat(routes.correlationId()).isEqualTo(31);
        assertThat(routes.version()).isEqualTo(12);
        List<String> symbols = new ArrayList<>();
        for (RoutesDecoder.SymbolsDecoder symbol : routes.symbols()) {
            symbols.add(symbol.symbolId() + "@" + symbol.partition() + " epoch " + symbol.epoch() + " grid "
                    + symbol.priceDecimals() + "/" + symbol.tickSize() + "/" + symbol.lotSize() + " "
                    + symbol.symbolName());
        }
        List<String> partitions = new ArrayList<>();
        for (RoutesDecoder.PartitionsDecoder partition : routes.partitions()) {
            partitions.add(partition.partition() + " epoch " + partition.epoch() + " port " + partition.port() + " "
                    + partition.worker() + " at '" + partition.host() + "'");
        }
        List<String> alive = new ArrayList<>();
        for (RoutesDecoder.WorkersDecoder worker : routes.workers()) {
            alive.add(worker.worker() + " port " + worker.port() + " at " + worker.host());
        }
        assertThat(alive)
                .containsExactlyInAnyOrder(
                        "w1 port " + port + " at 127.0.0.1", "w2 port 7402 at 127.0.0.2", "w4 port 7404 at 127.0.0.4");
        assertThat(symbols)
                .containsExactlyInAnyOrder(
                        "1@1 epoch 1 grid 2/5/10 ONE", "2@2 epoch 7 grid 2/5/10 TWO", "3@3 epoch 1 grid 2/5/10 THREE");
        assertThat(partitions)
                .containsExactly(
                        "1 epoch 1 port " + port + " w1 at '127.0.0.1'",
                        "2 epoch 3 port 7402 w2 at '127.0.0.2'",
                        "3 epoch 1 port 0 w3 at ''");
    }

    private NotExecutedDecoder refusal(int symbolId) throws IOException {
        wire.frame(Wire.command(symbolId, CLIENT, 3, 2));
        NotExecutedDecoder answer = wire.notExecuted();
        assertThat(answer.symbolId()).isEqualTo(symbolId);
        assertThat(answer.clientId()).isEqualTo(CLIENT);
        assertThat(answer.requestId()).isEqualTo(3);
        return answer;
    }

    private FeedStateDecoder feed(int symbolId) throws IOException {
        wire.frame(Wire.subscribe(symbolId, CLIENT, 40));
        FeedStateDecoder answer = wire.feedState();
        assertThat(answer.symbolId()).isEqualTo(symbolId);
        return answer;
    }
}
