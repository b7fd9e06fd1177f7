package io.gantry.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.TradingRules;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {

    private static final long SEED = 12L;
    private static final int COMMANDS = 200_000;
    private static final int RUNS = 5;
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final OrderBook book = new FlatOrderBookFactory().create(new Instrument("TEST", 1, 2, 1, 1));
    private final CountingEvents events = new CountingEvents();
    private final MixedCommands commands = new MixedCommands(SEED, 3_000);

    @Test
    void shouldAllocateNothingWhenTheBookHasItsSize() {
        run(3 * COMMANDS);

        assertThat(leastAllocated())
                .as("bytes allocated by %d commands, seed %d", COMMANDS, SEED)
                .isZero();
        assertAllHappened();
    }

    @Test
    void shouldAllocateNothingWhenThereAreRules() {
        book.apply(
                new OrderCommand().kind(CommandKind.RULES).rules(new TradingRules(9_900, 10_100, 50, 400, 0)),
                MixedCommands.START_NANOS,
                events);
        run(3 * COMMANDS);

        assertThat(leastAllocated())
                .as("bytes allocated by %d commands, seed %d", COMMANDS, SEED)
                .isZero();
        assertAllHappened();
    }

    @Test
    void shouldAllocateNothingWhenDepthIsTold() {
        book.tellDepth(true);
        run(3 * COMMANDS);

        assertThat(leastAllocated())
                .as("bytes allocated by %d commands, seed %d", COMMANDS, SEED)
                .isZero();
        assertAllHappened();
        assertThat(events.levels).isGreaterThan(COMMANDS);
    }

    /** The least of some runs: what commands allocate is in each of them, what the virtual machine does now and then is not. */
    private long leastAllocated() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long before = THREAD.getCurrentThreadAllocatedBytes();
            run(COMMANDS);
            least = Math.min(least, THREAD.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private void run(int count) {
        for (int i = 0; i < count; i++) {
            OrderCommand command = commands.next();
            book.apply(command, commands.timeNanos(), events);
        }
    }

    private void assertAllHappened() {
        book.validate();
        assertThat(events.accepted).isGreaterThan(1_000);
        assertThat(events.traded).isGreaterThan(1_000);
        assertThat(events.selfTrades).isGreaterThan(100);
        assertThat(events.expired).isGreaterThan(100);
        assertThat(events.reduced).isGreaterThan(100);
        assertThat(events.replaced).isGreaterThan(100);
        assertThat(events.triggered).isGreaterThan(100);
        assertThat(events.rejected).isGreaterThan(100);
    }
}
