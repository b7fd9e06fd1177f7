package io.gantry.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.gantry.cli.flow.QueueBook.Rejection;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedFlowTest {

    @Test
    void shouldMakeTheSameCommandsWhenTheSpecIsTheSame() {
        Flow flow = FlowSpec.parse("generated:commands=20000,seed=5").open();

        List<FlowCommand> commands = read(flow);

        assertThat(read(flow)).isEqualTo(commands);
        assertThat(read(FlowSpec.parse(flow.statistics().spec()).open())).isEqualTo(commands);
        assertThat(read(FlowSpec.parse("generated:commands=20000,seed=6").open()))
                .isNotEqualTo(commands);
    }

    @Test
    void shouldMakeTheFlowOfTheFirstDayWhenNoOrderIsSpecial() {
        long digest = 0;
        for (FlowCommand command :
                FlowSpec.parse("generated:commands=50000,seed=42,special=0").open()) {
            digest = 31 * digest + command.timeNanos();
            digest = 31 * digest + command.symbol() * 64L + command.session();
            digest = 31 * digest + command.orderId();
            digest = 31 * digest + command.price();
            digest = 31 * digest + command.quantity();
        }

        assertThat(digest).isEqualTo(-5208569605674616496L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, -4, 5_000_000_000L})
    void shouldBeWhatItsModelTakesItForWhenReplayedInOrder(long seed) {
        Flow flow = FlowSpec.parse("generated:commands=100000,symbols=12,resting=300,special=0,seed=" + seed)
                .open();
        FlowReplay replay = new FlowReplay(flow);

        replay.run();

        assertThat(replay.rejections(Rejection.UNKNOWN)).as("seed %d", seed).isZero();
        assertThat(replay.rejections(Rejection.DUPLICATE)).as("seed %d", seed).isZero();
        assertThat(replay.rejections(Rejection.WOULD_CROSS)).as("seed %d", seed).isPositive();
        assertThat(replay.rejections(Rejection.NOT_FILLABLE))
                .as("seed %d", seed)
                .isPositive();
        assertThat(replay.passiveTrades()).as("seed %d", seed).isZero();
        assertThat(replay.foreignChanges()).as("seed %d", seed).isZero();
    }

    @Test
    void shouldMakeNoBadCommandWhenPlayedIntoTheReferenceBook() {
        Flow flow = FlowSpec.parse("generated:seed=8,symbols=20,special=0").open();
        EngineBooks books = new EngineBooks(flow);

        flow.forEach(books::makersOf);

        assertThat(books.rejections())
                .containsOnlyKeys(RejectReason.POST_ONLY_WOULD_CROSS, RejectReason.FOK_NOT_FILLABLE);
    }

    @Test
    void shouldHaveTheMeasuredMixWhenItIsLong() {
        FlowReplay replay =
                new FlowReplay(FlowSpec.parse("generated:seed=11,special=0").open());

        replay.run();

        double entered = replay.passiveOrders() + replay.count(CommandKind.REPLACE);
        double cancelled = replay.count(CommandKind.CANCEL) + replay.count(CommandKind.REPLACE);
        double events = entered + cancelled + replay.count(CommandKind.REDUCE) + replay.fills();
        assertThat(100 * entered / events).as("added, %%").isCloseTo(50, within(1.5));
        assertThat(100 * cancelled / events).as("cancelled, %%").isCloseTo(44.5, within(1.5));
        assertThat(100 * replay.fills() / events).as("executed, %%").isCloseTo(5.5, within(0.8));
        assertThat(replay.percent(replay.count(CommandKind.REPLACE))).isCloseTo(13, within(0.5));
        assertThat(replay.percent(replay.count(CommandKind.REDUCE))).isCloseTo(0.2, within(0.05));
        assertThat(100.0 * replay.sweeps() / replay.takers()).as("sweeps, %%").isCloseTo(20, within(2.0));
        assertThat(100.0 * replay.roundLots() / replay.passiveOrders()).isCloseTo(50, within(1.0));
        assertThat(replay.fillOrKills()).isPositive();
        assertThat(replay.marketOrders()).isPositive();
        assertThat(replay.postOnlyOrders()).isPositive();
    }

    @Test
    void shouldEnterAndCancelAtTheMeasuredDistancesWhenItIsLong() {
        FlowReplay replay =
                new FlowReplay(FlowSpec.parse("generated:seed=12,special=0").open());

        replay.run();

        assertThat(replay.addedWithin(Long.MIN_VALUE, -1)).as("inside, %%").isCloseTo(18, within(2.0));
        assertThat(replay.addedWithin(0, 0)).as("at the touch, %%").isCloseTo(17, within(2.0));
        assertThat(replay.addedWithin(1, 10)).as("near, %%").isCloseTo(30, within(3.0));
        assertThat(replay.addedWithin(11, 50)).as("far, %%").isCloseTo(34, within(3.0));
        assertThat(replay.medianLifetime()).as("commands of the symbol").isBetween(5L, 20L);
        assertThat(replay.medianSpreadTicks()).isBetween(6L, 28L);
    }

    @Test
    void shouldComeInBurstsWhenTheRateIsTheNaturalOne() {
        FlowReplay replay =
                new FlowReplay(FlowSpec.parse("generated:seed=13,special=0").open());

        replay.run();

        assertThat(replay.gapsBelow(100_000)).as("below 100 us, %%").isCloseTo(25, within(2.0));
        assertThat(replay.gapsBelow(1_000_000)).as("below 1 ms, %%").isCloseTo(52, within(2.0));
        assertThat(replay.meanGapNanos()).isCloseTo(1e9 / 7, within(1e7));
        assertThat(replay.gapVariation()).isCloseTo(3.5, within(0.5));
    }

    @Test
    void shouldShareCommandsByZipfWhenTheExponentIsOne() {
        FlowReplay replay = new FlowReplay(
                FlowSpec.parse("generated:seed=14,symbols=4,special=0").open());

        replay.run();

        double first = replay.commandsOf(0);
        assertThat(replay.commandsOf(1) / first).isCloseTo(1 / 2.0, within(0.04));
        assertThat(replay.commandsOf(2) / first).isCloseTo(1 / 3.0, within(0.04));
        assertThat(replay.commandsOf(3) / first).isCloseTo(1 / 4.0, within(0.04));
    }

    @Test
    void shouldHoldTheBookAtItsSizeWhenItIsLong() {
        FlowReplay replay =
                new FlowReplay(FlowSpec.parse("generated:seed=15,special=0").open());

        replay.run();

        assertThat(replay.smallestBusiestBook()).isBetween(1_800, 2_000);
        assertThat(replay.largestBusiestBook()).isBetween(2_000, 2_200);
    }

    @Test
    void shouldUseEverySessionAndSymbolWhenThereAreMany() {
        Flow flow = FlowSpec.parse("generated:commands=50000,symbols=10,sessions=16,zipf=0")
                .open();
        Set<Integer> sessions = new HashSet<>();
        Set<Integer> symbols = new HashSet<>();

        for (FlowCommand command : flow) {
            sessions.add(command.session());
            symbols.add(command.symbol());
        }

        assertThat(sessions).hasSize(16);
        assertThat(symbols).hasSize(10);
        assertThat(flow.sessions()).isEqualTo(16);
        assertThat(flow.symbols())
                .extracting(FlowSymbol::name)
                .startsWith("BTCUSDT", "ETHUSDT")
                .endsWith("S9", "S10");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 9, 100})
    void shouldMakeAsManyCommandsAsAskedWhenThatIsFew(long commands) {
        Flow flow = FlowSpec.parse("generated").with("commands", commands).open();

        assertThat(read(flow)).hasSize((int) commands).first().satisfies(first -> {
            assertThat(first.kind()).isEqualTo(CommandKind.NEW);
            assertThat(first.timeInForce()).isEqualTo(TimeInForce.GTC);
            assertThat(first.side()).isIn(Side.BUY, Side.SELL);
        });
        assertThat(flow.commands()).isEqualTo(commands);
        assertThat(flow.statistics().rows()).isEqualTo(commands);
        assertThat(flow.statistics().used()).isEqualTo(commands);
    }

    @Test
    void shouldHaveNoMoreWhenTheCursorIsClosed() {
        FlowCursor cursor = FlowSpec.parse("generated").open().iterator();
        cursor.next();

        cursor.close();

        assertThat(cursor.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(cursor::next);
    }

    private static List<FlowCommand> read(Flow flow) {
        List<FlowCommand> commands = new ArrayList<>();
        flow.forEach(commands::add);
        return commands;
    }
}
