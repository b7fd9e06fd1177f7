package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.orderbook.FlatOrderBookFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the lane makes of commands, read as a subscriber reads it. */
class MarketDataNumberingTest {

    private final FlatOrderBookFactory books = new FlatOrderBookFactory();
    private final SymbolState state = new SymbolState(Commands.INSTRUMENT, books.create(Commands.INSTRUMENT), books);
    private final DepthReader reader = new DepthReader();
    private long request;

    @BeforeEach
    void before() {
        limit(Side.BUY, 100, 5);
        limit(Side.SELL, 110, 5);
    }

    @Test
    void shouldBeginWithAllLevelsAndTheNumberOfTheLastEvent() {
        open();

        assertThat(reader.levels()).containsExactly("BUY 5@100/1", "SELL 5@110/1");
        assertThat(reader.eventSequence).isEqualTo(2);
    }

    @Test
    void shouldTellTradesThenLevelsThenBestPrices() {
        open();

        limit(Side.BUY, 110, 7);

        assertThat(reader.trades).containsExactly("4 BUY 5@110 at 3");
        assertThat(reader.levels()).containsExactly("BUY 2@110/1", "BUY 5@100/1");
        assertThat(reader.eventSequence).isEqualTo(4);
        reader.requireBest();
    }

    @Test
    void shouldTellNoBestPricesWhenAWorseLevelChanges() {
        open();
        limit(Side.BUY, 90, 7);
        limit(Side.SELL, 120, 7);

        assertThat(reader.deltas).isEqualTo(2);
        reader.requireBest();
    }

    @Test
    void shouldTellThatNothingIsBestWhenASideIsEmpty() {
        open();
        limit(Side.SELL, 100, 5);

        assertThat(reader.levels()).containsExactly("SELL 5@110/1");
        reader.requireBest();
    }

    @Test
    void shouldTellWhatExpiredByTheClock() {
        state.apply(
                Commands.limit(++request, request - 1, Side.BUY, 105, 3)
                        .timeInForce(TimeInForce.GTD)
                        .expireNanos(50),
                request,
                event -> {});
        open();

        state.tick(50, event -> {});

        assertThat(reader.levels()).containsExactly("BUY 5@100/1", "SELL 5@110/1");
        assertThat(reader.eventSequence).isEqualTo(state.eventSequence());
        reader.requireBest();
    }

    @Test
    void shouldNotBeginAgainWhenASecondOneSubscribes() {
        open();
        limit(Side.BUY, 101, 1);

        assertThat(open()).isEqualTo(2);

        assertThat(reader.snapshots).isEqualTo(1);
    }

    @Test
    void shouldEndWhenNobodyReadsAndNobodyHasCome() {
        long first = open();
        long second = open();

        state.marketData().unwanted(first);
        assertThat(state.marketData().isOpen()).as("another one has come").isTrue();
        state.marketData().unwanted(second);
        assertThat(state.marketData().isOpen()).isFalse();
        limit(Side.BUY, 101, 1);

        assertThat(reader.deltas).isZero();
    }

    @Test
    void shouldBeginAnewWithANewSnapshotWhenSomebodyComesAfterTheEnd() {
        state.marketData().unwanted(open());
        limit(Side.BUY, 101, 1);
        DepthReader late = new DepthReader();

        state.marketData().subscribed(state.eventSequence(), late);
        limit(Side.BUY, 102, 1);

        assertThat(late.levels()).containsExactly("BUY 1@102/1", "BUY 1@101/1", "BUY 5@100/1", "SELL 5@110/1");
        late.requireBest();
    }

    @Test
    void shouldNotMatterForTheState() {
        SymbolState quiet = new SymbolState(Commands.INSTRUMENT, books.create(Commands.INSTRUMENT), books);
        request = 0;
        limit(quiet, Side.BUY, 100, 5);
        limit(quiet, Side.SELL, 110, 5);
        open();
        long before = request;
        limit(Side.BUY, 110, 7);
        request = before;
        limit(quiet, Side.BUY, 110, 7);

        assertThat(state.stateHash()).isEqualTo(quiet.stateHash());
    }

    private long open() {
        return state.marketData().subscribed(state.eventSequence(), reader);
    }

    private void limit(Side side, long price, long quantity) {
        limit(state, side, price, quantity);
    }

    private void limit(SymbolState to, Side side, long price, long quantity) {
        request++;
        OrderCommand command = Commands.limit(request, request - 1, side, price, quantity);
        to.apply(command, request, event -> {});
    }
}
