package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gantry.engine.api.order.Side;
import io.gantry.protocol.sbe.FeedStateEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.protocol.sbe.WireFeedState;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketDataFeedTest {

    private static final int SYMBOL = 4;
    private static final int RETAINED = EventLog.EVENTS_PER_CHUNK;
    private static final long FIRST = 1;
    private static final long SECOND = 2;

    private final Connections connections = new Connections();
    private final Queue<MarketDataStop> stops = new ArrayDeque<>();
    private final MarketDataFeeds feeds = new MarketDataFeeds(RETAINED, this::notice);
    private final MarketDataMessages messages =
            new MarketDataMessages(SYMBOL, (message, length) -> feeds.message(message, 0, length));
    private final DepthReader reader = new DepthReader();
    private final DepthReader second = new DepthReader();
    private long sequence;

    private void notice(long connection, WireFeedState state, int symbol, long next, int partition, long epoch) {
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocate(256));
        FeedStateEncoder encoder = new FeedStateEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .state(state)
                .symbolId(symbol)
                .partition(partition)
                .feed(WireFeedKind.MARKET_DATA)
                .host("");
        connections.send(connection, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @BeforeEach
    void connected() {
        connections.connected(FIRST, reader);
        connections.connected(SECOND, second);
        connections.takeChanges();
        feeds.opened(SYMBOL);
    }

    @Test
    void shouldSendASnapshotOfTheLevelsAndWhatFollowsWhenSomebodyComesLate() {
        open(0);
        level(Side.BUY, 100, 5, 1);
        level(Side.BUY, 101, 7, 2);
        level(Side.SELL, 103, 1, 1);
        level(Side.BUY, 100, 0, 0);
        feeds.subscribe(FIRST, SYMBOL, 1);
        pumpAll();
        level(Side.SELL, 102, 4, 1);
        pumpAll();

        assertThat(reader.notices).containsExactly("STARTED");
        assertThat(reader.levels()).containsExactly("BUY 7@101/2", "SELL 4@102/1", "SELL 1@103/1");
        assertThat(reader.snapshots).isEqualTo(1);
        assertThat(reader.deltas).isEqualTo(1);
    }

    @Test
    void shouldSendLevelsInPartsOfBoundedSizeWhenThereAreMany() {
        open(450);

        feeds.subscribe(FIRST, SYMBOL, 1);
        pumpAll();

        assertThat(reader.partLevels).containsExactly(200, 200, 50);
        assertThat(reader.levels()).hasSize(450).startsWith("BUY 1@1000000/1").endsWith("BUY 1@999551/1");
    }

    @Test
    void shouldSendAnEmptySnapshotWhenThereAreNoLevels() {
        open(0);

        feeds.subscribe(FIRST, SYMBOL, 1);
        pumpAll();

        assertThat(reader.partLevels).containsExactly(0);
        assertThat(reader.snapshots).isEqualTo(1);
    }

    @Test
    void shouldTellOfTheGapAndBeginAgainWhenAReaderIsTooSlow() {
        open(300);
        feeds.subscribe(FIRST, SYMBOL, 1);
        feeds.subscribe(SECOND, SYMBOL, 2);
        pumpAll();
        reader.room = 0;

        for (int i = 0; i < 3; i++) {
            many(RETAINED);
            pumpAll();
        }
        reader.room = 1_000_000;
        pumpAll();

        assertThat(reader.notices).containsExactly("STARTED", "GAP");
        assertThat(reader.snapshots).isEqualTo(2);
        assertThat(second.notices).as("another one's slowness costs nothing").containsExactly("STARTED");
        assertThat(reader.levels()).isEqualTo(second.levels());
    }

    @Test
    void shouldBeginAgainWhenAReaderIsTooSlowForTheSnapshotItself() {
        open(450);
        reader.room = 2;
        feeds.subscribe(FIRST, SYMBOL, 1);
        feeds.pump(connections, stops);
        assertThat(reader.partLevels).containsExactly(200);

        many(3 * RETAINED);
        reader.room = 1_000_000;
        pumpAll();

        assertThat(reader.notices).containsExactly("STARTED", "GAP");
        assertThat(reader.snapshots).isEqualTo(1);
        assertThat(reader.levels()).hasSize(451);
    }

    @Test
    void shouldShareASnapshotAmongReadersThatComeOneAfterTheOther() {
        open(10);
        feeds.subscribe(FIRST, SYMBOL, 1);
        many(20);
        feeds.subscribe(SECOND, SYMBOL, 2);
        pumpAll();

        assertThat(second.deltas).as("what came after the shared snapshot").isEqualTo(20);
        assertThat(second.levels()).isEqualTo(reader.levels());
    }

    @Test
    void shouldSendAllBeforeItTellsThatTheSymbolMoved() {
        open(450);
        feeds.subscribe(FIRST, SYMBOL, 1);
        level(Side.SELL, 2_000_000, 1, 1);
        feeds.moved(SYMBOL, 2, 5);
        reader.room = 2;
        feeds.pump(connections, stops);
        assertThat(reader.notices).containsExactly("STARTED");
        reader.room = 1_000;
        pumpAll();

        assertThat(reader.levels()).hasSize(451);
        assertThat(reader.notices).containsExactly("STARTED", "MOVED to 2");
        feeds.subscribe(FIRST, SYMBOL, 2);
        assertThat(reader.notices).endsWith("MOVED to 2").hasSize(3);
    }

    @Test
    void shouldSendReadersAwayWhenTheStateIsMadeAnew() {
        open(3);
        feeds.subscribe(FIRST, SYMBOL, 1);
        pumpAll();

        feeds.beginAnew();
        feeds.opened(SYMBOL);
        feeds.subscribe(FIRST, SYMBOL, 1);
        assertThat(reader.notices).containsExactly("STARTED", "TRY_AGAIN", "TRY_AGAIN");

        open(5);
        feeds.subscribe(FIRST, SYMBOL, 1);
        pumpAll();
        assertThat(reader.levels()).hasSize(5);
    }

    @Test
    void shouldSendNobodyAnythingWhenTheLevelsAreNotKnown() {
        feeds.subscribe(FIRST, SYMBOL, 0);

        assertThat(reader.notices).containsExactly("TRY_AGAIN");
    }

    @Test
    void shouldSayOnceThatNobodyReadsWhenNobodyHasForLong() {
        open(3);
        feeds.subscribe(FIRST, SYMBOL, 1);
        feeds.subscribe(SECOND, SYMBOL, 2);
        many(2 * RETAINED);
        pumpAll();
        feeds.unsubscribe(FIRST, SYMBOL);
        feeds.gone(SECOND);

        many(RETAINED);
        feeds.pump(connections, stops);
        assertThat(stops).isEmpty();
        many(1);
        feeds.pump(connections, stops);
        feeds.pump(connections, stops);

        assertThat(stops).containsExactly(new MarketDataStop(SYMBOL, 2));
    }

    @Test
    void shouldSayAgainThatNobodyReadsWhenTheLaneWasNotToldForWantOfRoom() {
        open(3);
        many(RETAINED + 1);
        Queue<MarketDataStop> full = new ArrayDeque<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean offer(MarketDataStop stop) {
                return false;
            }
        };

        feeds.pump(connections, full);
        feeds.pump(connections, stops);

        assertThat(stops).hasSize(1);
    }

    @Test
    void shouldFailWhenTheLaneLeavesSomethingOut() {
        open(3);
        sequence++;

        assertThatIllegalStateException()
                .isThrownBy(() -> level(Side.BUY, 1, 1, 1))
                .withMessage("market data 2 of symbol number 4 came where 1 was due");
    }

    private void open(int bids) {
        sequence = 0;
        DepthSnapshotMessages snapshot =
                new DepthSnapshotMessages(SYMBOL, 0, 17, (message, length) -> feeds.message(message, 0, length));
        for (int i = 0; i < bids; i++) {
            snapshot.level(Side.BUY, 1_000_000 - i, 1, 1);
        }
        snapshot.end();
    }

    private void level(Side side, long price, long quantity, int orders) {
        messages.delta(++sequence, 17 + sequence, side, price, quantity, orders);
    }

    private void many(int count) {
        for (int i = 0; i < count; i++) {
            level(Side.SELL, 1_500_000, 1 + i, 1);
        }
    }

    private void pumpAll() {
        while (feeds.pump(connections, stops) > 0) {
            connections.flush();
        }
    }
}
