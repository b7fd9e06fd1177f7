package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import io.gantry.protocol.sbe.WireFeedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random commands go through a core, its way out, and an egress with readers that come early, late and again, and that are fast and slow. Whatever they read: the
 * book that it makes is the one of the core, at every moment when all has arrived; and nothing is read before it is committed.
 */
class MarketDataTest {

    private static final int SEEDS = 12;
    private static final int COMMANDS = 8_000;
    private static final int RETAINED = EventLog.EVENTS_PER_CHUNK;
    private static final long PROMPT = 1;
    private static final long SLOW = 2;
    private static final long FICKLE = 3;

    private final Outflow outflow = new Outflow(1 << 20);
    private final LaneOutput lane = new LaneOutput(outflow, new BusySpinIdleStrategy());
    private final Connections connections = new Connections();
    private final PartitionEgress egress = new PartitionEgress(
            outflow,
            connections,
            new RedirectMessages(() -> new RouteTable("w1", OwnerTable.EMPTY, List.of())),
            RETAINED);
    private final DepthReader prompt = new DepthReader();
    private final DepthReader slow = new DepthReader();
    private final List<DepthReader> fickles = new ArrayList<>();
    private DepthReader fickle = new DepthReader();
    private PartitionCore core;
    private long logEnd;
    private long committed;

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    private final class FakeLog implements LaneOutput.Sequencing {
        @Override
        public boolean log(MutableDirectBuffer record, int length) {
            logEnd += length;
            return true;
        }

        @Override
        public long end() {
            return logEnd;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void shouldMakeTheSameBookForEveryReaderWhenCommandsAreRandom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OrderBookFactory books = seed % 2 == 0 ? new ReferenceOrderBookFactory() : new FlatOrderBookFactory();
        begin(books);
        long[] last = new long[3];
        for (int i = 1; i <= COMMANDS; i++) {
            OrderCommand command = Commands.random(random, last, i);
            assertThat(core.command(9, command, i)).isTrue();
            disturb(random, i);
            egress.doWork();
            if (i == COMMANDS / 20) {
                core.subscribeMarketData(SLOW, 1);
            }
            if (i % 40 == 0) {
                check("seed " + seed + ", command " + i, random);
            }
        }
        slow.room = Integer.MAX_VALUE;
        check("seed " + seed + ", at the end", random);
        check("seed " + seed + ", at the end", slow);
        assertReadersSawWhatTheyShould(seed);
    }

    private void begin(OrderBookFactory books) {
        core = new PartitionCore(1, () -> books, lane, 3, 1000);
        lane.logTo(new FakeLog(), () -> {});
        outflow.open(() -> committed, 0);
        connections.whenGone(egress::gone);
        connections.connected(PROMPT, prompt);
        connections.connected(SLOW, slow);
        connections.connected(FICKLE, fickle);
        core.list(Commands.INSTRUMENT, 1);
        core.subscribeMarketData(PROMPT, 1);
        slow.room = 50;
    }

    /** Time passes, the disk is late, readers come and go. */
    private void disturb(SplittableRandom random, long nowNanos) {
        if (random.nextInt(10) == 0) {
            core.tick(nowNanos);
        }
        if (random.nextInt(3) == 0) {
            int before = prompt.deltas;
            egress.doWork();
            assertThat(prompt.deltas).as("what is not committed is not shown").isEqualTo(before);
            committed = logEnd - random.nextInt(200);
            committed = Math.max(committed, 0);
            egress.doWork();
        }
        if (random.nextInt(20) == 0) {
            slow.room += random.nextInt(4);
        }
        switch (random.nextInt(300)) {
            case 0 -> {
                fickles.add(fickle);
                fickle = new DepthReader();
                connections.disconnected(FICKLE);
                connections.connected(FICKLE, fickle);
                connections.takeChanges();
                core.subscribeMarketData(FICKLE, 1);
            }
            case 1 -> core.unsubscribe(FICKLE, 1, WireFeedKind.MARKET_DATA);
            case 2 -> core.subscribeMarketData(FICKLE, 1);
            default -> {
                return;
            }
        }
    }

    private void drain() {
        committed = logEnd;
        while (egress.doWork() > 0) {
            connections.flush();
        }
    }

    private void check(String when, SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            core.subscribeMarketData(FICKLE, 1);
            drain();
            check(when, fickle);
        }
        drain();
        check(when, prompt);
    }

    private void check(String when, DepthReader reader) {
        OrderBook book = core.symbols().owned(1).state().book();
        assertThat(reader.levels()).as(when).isEqualTo(DepthReader.levels(book));
        reader.requireBest();
    }

    private void assertReadersSawWhatTheyShould(long seed) {
        assertThat(prompt.snapshots).as("seed %d", seed).isEqualTo(1);
        assertThat(prompt.deltas).as("seed %d", seed).isGreaterThan(COMMANDS / 4);
        assertThat(prompt.trades).as("seed %d", seed).hasSizeGreaterThan(COMMANDS / 20);
        assertThat(slow.notices)
                .as("seed %d: the slow one was left behind", seed)
                .contains("GAP");
        assertThat(slow.snapshots).as("seed %d", seed).isGreaterThan(1);
        assertThat(fickles).as("seed %d: somebody came late", seed).isNotEmpty();
        core.symbols().owned(1).state().book().validate();
    }
}
