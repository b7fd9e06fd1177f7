package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.client.FakeWorker.Subscribed;
import io.gantry.engine.api.order.Side;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.BestPricesEncoder;
import io.gantry.protocol.sbe.DepthDeltaEncoder;
import io.gantry.protocol.sbe.DepthSnapshotEncoder;
import io.gantry.protocol.sbe.MarketTradeEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.protocol.sbe.WireFeedState;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Market data from workers whose every message is scripted. Symbol S (1) is in partition 1 on w1. */
final class MarketDataFeedTest implements MarketDataListener {

    private static final int S = 1;
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

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
        client = GantryClient.builder()
                .seed("127.0.0.1", w1.port())
                .seed("127.0.0.1", w2.port())
                .clientId(42)
                .random(new SplittableRandom(1))
                .connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        w1.close();
        w2.close();
    }

    @Test
    void shouldTellTheSnapshotThenWhatFollows() throws Exception {
        MarketDataSubscription subscription = client.subscribeMarketData("S", this);
        Subscribed at = started();
        assertThat(at.symbolId()).isEqualTo(S);
        assertThat(at.feed()).isEqualTo(WireFeedKind.MARKET_DATA);

        snapshot(at, 7, 20, true, false, 100, 101);
        snapshot(at, 7, 20, false, true, 102);
        trade(at, 8, 21);
        level(at, 9, 22, 100, 0);
        best(at, 10, 22);

        awaitHeard("begin", "BUY 5@100/1", "BUY 5@101/1", "BUY 5@102/1", "end", "trade SELL 3@100 at 99");
        awaitHeard("BUY 0@100/0", "best 4@102 5@103");
        assertThat(subscription.symbol()).isEqualTo("S");
        assertThat(subscription.lastEvent()).isEqualTo(22);
    }

    @Test
    void shouldTellNothingBeforeTheSnapshotIsThere() throws Exception {
        client.subscribeMarketData("S", this);
        Subscribed at = w1.nextSubscription();
        snapshot(at, 1, 2, true, true, 50);
        notice(at, WireFeedState.STARTED);
        trade(at, 2, 3);
        snapshot(at, 7, 20, true, true);
        trade(at, 8, 21);

        awaitHeard("begin", "end", "trade SELL 3@100 at 99");
    }

    @Test
    void shouldTellTheGapAndANewSnapshotWhenTheWorkerSaysThatSomethingIsMissing() throws Exception {
        client.subscribeMarketData("S", this);
        Subscribed at = started();
        snapshot(at, 7, 20, true, true, 100);
        trade(at, 8, 21);
        notice(at, WireFeedState.GAP);
        snapshot(at, 50, 90, true, true, 101);
        trade(at, 51, 91);

        awaitHeard("begin", "BUY 5@100/1", "end", "trade SELL 3@100 at 99", "gap 22..90");
        awaitHeard("begin", "BUY 5@101/1", "end", "trade SELL 3@100 at 99");
    }

    @Test
    void shouldAskForASnapshotWhenAMessageIsMissingThatNobodyTold() throws Exception {
        client.subscribeMarketData("S", this);
        Subscribed at = started();
        snapshot(at, 7, 20, true, true, 100);
        trade(at, 9, 22);
        trade(at, 10, 23);
        Subscribed again = w1.nextSubscription();
        trade(again, 11, 24);
        notice(again, WireFeedState.STARTED);
        snapshot(again, 12, 25, true, true, 100);

        awaitHeard("begin", "BUY 5@100/1", "end", "gap 21..25", "begin", "BUY 5@100/1", "end");
    }

    @Test
    void shouldAskForASnapshotWhenAPartOfOneIsMissing() throws Exception {
        client.subscribeMarketData("S", this);
        Subscribed at = started();
        snapshot(at, 7, 20, true, false, 100);
        snapshot(at, 8, 21, false, true, 102);
        Subscribed again = started();
        snapshot(again, 9, 22, true, false, 100);
        trade(again, 10, 23);
        Subscribed third = started();
        snapshot(third, 10, 23, true, true);

        awaitHeard("begin", "BUY 5@100/1", "gap 21..22", "begin", "BUY 5@100/1", "gap 23..23", "begin", "end");
    }

    @Test
    void shouldBeginAnewAtTheOtherWorkerWhenTheSymbolMoves() throws Exception {
        client.subscribeMarketData("S", this);
        Subscribed source = started();
        snapshot(source, 7, 20, true, true, 100);

        source.session().feed(WireFeedKind.MARKET_DATA, WireFeedState.MOVED, S, 0, 2, 2, w2.port());
        Subscribed target = w2.nextSubscription();
        notice(target, WireFeedState.STARTED);
        snapshot(target, 0, 20, true, true, 100);
        trade(target, 1, 21);

        awaitHeard("begin", "BUY 5@100/1", "end", "begin", "BUY 5@100/1", "end", "trade SELL 3@100 at 99");
    }

    @Test
    void shouldBeginAnewWhenTheConnectionIsLostAndTellWhatIsMissing() throws Exception {
        client.subscribeMarketData("S", this);
        Subscribed before = started();
        snapshot(before, 7, 20, true, true, 100);
        awaitHeard("begin", "BUY 5@100/1", "end");

        w1.cutConnections();
        Subscribed after = started();
        snapshot(after, 9, 25, true, true, 100);

        awaitHeard("gap 21..25", "begin", "BUY 5@100/1", "end");
    }

    @Test
    void shouldTryAgainWhenTheWorkerSaysSo() throws Exception {
        client.subscribeMarketData("S", this);
        notice(w1.nextSubscription(), WireFeedState.TRY_AGAIN);
        Subscribed again = started();
        snapshot(again, 0, 0, true, true);

        awaitHeard("begin", "end");
    }

    @Test
    void shouldReadEventsAndMarketDataOfASymbolAtTheSameTime() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        client.subscribeMarketData("S", this);
        Subscribed at = started();
        client.subscribe("S", 1, new EventListener() {
            @Override
            public void event(io.gantry.protocol.BookEvent event) {
                events.add("event " + event.eventSequence());
            }

            @Override
            public void gap(long from, long to) {
                events.add("gap " + from + ".." + to);
            }

            @Override
            public void chainBroken(io.gantry.protocol.BookEvent event, long expectedChain) {
                events.add("broken");
            }
        });
        Subscribed other = w1.nextSubscription();
        assertThat(other.feed()).isEqualTo(WireFeedKind.EVENTS);
        other.session().feed(WireFeedState.STARTED, S, 1);
        other.session().feed(WireFeedState.GAP, S, 5);
        snapshot(at, 0, 0, true, true);
        trade(at, 1, 1);

        await().untilAsserted(() -> assertThat(events).containsExactly("gap 1..4"));
        awaitHeard("begin", "end", "trade SELL 3@100 at 99");
    }

    @Test
    void shouldSayToTheWorkerThatItIsClosedAndTellNothingMore() throws Exception {
        MarketDataSubscription subscription = client.subscribeMarketData("S", this);
        Subscribed at = started();
        snapshot(at, 0, 0, true, true);
        awaitHeard("begin", "end");

        subscription.close();
        Subscribed end = w1.ends.poll(10, TimeUnit.SECONDS);
        assertThat(end).isNotNull();
        assertThat(end.feed()).isEqualTo(WireFeedKind.MARKET_DATA);
        trade(at, 1, 1);
        client.subscribeMarketData("S", this);
        Subscribed again = started();
        snapshot(again, 3, 3, true, true, 100);

        awaitHeard("begin", "BUY 5@100/1", "end");
    }

    @Test
    void shouldRefuseASecondSubscriptionOfASymbol() {
        client.subscribeMarketData("S", this);

        assertThatThrownBy(() -> client.subscribeMarketData("S", this))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("symbol S is subscribed already");
        assertThatThrownBy(() -> client.subscribeMarketData("X", this)).isInstanceOf(UnknownSymbolException.class);
    }

    @Override
    public void snapshotBegin() {
        heard.add("begin");
    }

    @Override
    public void level(Side side, long price, long quantity, int orders) {
        heard.add(side + " " + quantity + "@" + price + "/" + orders);
    }

    @Override
    public void snapshotEnd() {
        heard.add("end");
    }

    @Override
    public void trade(Side aggressor, long price, long quantity, long timeNanos) {
        heard.add("trade " + aggressor + " " + quantity + "@" + price + " at " + timeNanos);
    }

    @Override
    public void best(long bidPrice, long bidQuantity, long askPrice, long askQuantity) {
        heard.add("best " + bidQuantity + "@" + bidPrice + " " + askQuantity + "@" + askPrice);
    }

    @Override
    public void gap(long from, long to) {
        heard.add("gap " + from + ".." + to);
    }

    /** The next that is told is this and nothing else. */
    private void awaitHeard(String... expected) {
        await().untilAsserted(() -> assertThat(heard).hasSizeGreaterThanOrEqualTo(expected.length));
        assertThat(heard.subList(0, expected.length)).containsExactly(expected);
        heard.subList(0, expected.length).clear();
    }

    private Subscribed started() throws InterruptedException {
        Subscribed at = w1.nextSubscription();
        notice(at, WireFeedState.STARTED);
        return at;
    }

    private static void notice(Subscribed at, WireFeedState state) {
        at.session().feed(WireFeedKind.MARKET_DATA, state, S, 0, 0, 0, 0);
    }

    private static void snapshot(
            Subscribed at, long sequence, long event, boolean isFirst, boolean isLast, long... bids) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        DepthSnapshotEncoder encoder = new DepthSnapshotEncoder()
                .wrapAndApplyHeader(buffer, 0, HEADER)
                .symbolId(S)
                .isFirst((short) (isFirst ? 1 : 0))
                .isLast((short) (isLast ? 1 : 0))
                .sequence(sequence)
                .eventSequence(event);
        DepthSnapshotEncoder.LevelsEncoder levels = encoder.levelsCount(bids.length);
        for (long price : bids) {
            levels.next()
                    .side(WireEnums.SIDE.wire(Side.BUY))
                    .price(price)
                    .quantity(5)
                    .orders(1);
        }
        send(at, buffer, encoder.encodedLength());
    }

    private static void trade(Subscribed at, long sequence, long event) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        new MarketTradeEncoder()
                .wrapAndApplyHeader(buffer, 0, HEADER)
                .symbolId(S)
                .aggressor(WireEnums.SIDE.wire(Side.SELL))
                .sequence(sequence)
                .eventSequence(event)
                .timeNanos(99)
                .price(100)
                .quantity(3);
        send(at, buffer, MarketTradeEncoder.BLOCK_LENGTH);
    }

    private static void level(Subscribed at, long sequence, long event, long price, long quantity) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        new DepthDeltaEncoder()
                .wrapAndApplyHeader(buffer, 0, HEADER)
                .symbolId(S)
                .side(WireEnums.SIDE.wire(Side.BUY))
                .sequence(sequence)
                .eventSequence(event)
                .price(price)
                .quantity(quantity)
                .orders(0);
        send(at, buffer, DepthDeltaEncoder.BLOCK_LENGTH);
    }

    private static void best(Subscribed at, long sequence, long event) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        new BestPricesEncoder()
                .wrapAndApplyHeader(buffer, 0, HEADER)
                .symbolId(S)
                .sequence(sequence)
                .eventSequence(event)
                .bidPrice(102)
                .bidQuantity(4)
                .askPrice(103)
                .askQuantity(5);
        send(at, buffer, BestPricesEncoder.BLOCK_LENGTH);
    }

    private static void send(Subscribed at, ExpandableArrayBuffer buffer, int bodyBytes) {
        byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes];
        buffer.getBytes(0, bytes);
        at.session().send(bytes);
    }
}
