package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.WireFeedKind;
import java.lang.management.ManagementFactory;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * The way of a command through a partition, from its bytes to the events and the answer, makes no garbage. (What is left out: commands
 * about many orders at once or about none, and what the de-dup table takes until it has its full size.)
 */
class PartitionAllocationTest {

    private static final int ROUNDS = 20_000;
    private static final int COMMANDS_PER_ROUND = 11;

    private final Discarding output = new Discarding();
    private final PartitionCore core = new PartitionCore(1, FlatOrderBookFactory::new, output, 3, 1000);
    private final CommandCodec codec = new CommandCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandCodec.LENGTH]);
    private final OrderCommand sent = new OrderCommand();
    private final OrderCommand received = new OrderCommand();
    private long request;
    private long nowNanos = 1;

    @Test
    void shouldNotAllocateWhenOrdersOfEveryKindAreTraded() {
        requireNoAllocation(false);
        assertThat(output.marketData).isZero();
    }

    @Test
    void shouldNotAllocateWhenSomebodyReadsMarketData() {
        requireNoAllocation(true);
        assertThat(output.marketData).isGreaterThan(2L * ROUNDS * COMMANDS_PER_ROUND);
    }

    private void requireNoAllocation(boolean withMarketData) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        core.list(Commands.INSTRUMENT, 1);
        if (withMarketData) {
            core.subscribeMarketData(1, Commands.INSTRUMENT.symbolId());
        }
        run();
        long before = threads.getCurrentThreadAllocatedBytes();

        run();

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(output.answers).isEqualTo(2L * ROUNDS * COMMANDS_PER_ROUND);
        assertThat(output.events).isGreaterThan(output.answers);
        assertThat(output.triggered).isPositive();
        assertThat(allocated)
                .as("bytes for %d commands", ROUNDS * COMMANDS_PER_ROUND)
                .isLessThan(ROUNDS);
    }

    /** Ends with an empty book. */
    private void run() {
        for (int i = 0; i < ROUNDS; i++) {
            long first = request + 1;
            send(next(Side.SELL, 100, 40).displayQuantity(4));
            send(next(Side.BUY, 0, 3).type(OrderType.STOP).stopPrice(100));
            send(next(Side.BUY, 100, 6));
            send(next(Side.BUY, 98, 5).timeInForce(TimeInForce.GTD).expireNanos(nowNanos + 3));
            send(next(Side.SELL, 98, 1).timeInForce(TimeInForce.IOC));
            send(next(Side.SELL, 98, 2).selfTradePrevention(SelfTradePrevention.EXPIRE_TAKER));
            send(next(Side.BUY, 90, 5).postOnly(true));
            send(change(CommandKind.REPLACE, first + 6).price(91).quantity(7));
            send(change(CommandKind.REDUCE, first + 6).quantity(2));
            send(change(CommandKind.CANCEL, first + 6));
            send(change(CommandKind.CANCEL, first));
        }
    }

    private OrderCommand next(Side side, long price, long quantity) {
        return change(CommandKind.NEW, request + 1).side(side).price(price).quantity(quantity);
    }

    private OrderCommand change(CommandKind kind, long orderId) {
        request++;
        return sent.clear()
                .kind(kind)
                .symbolId(1)
                .clientId(7)
                .requestId(request)
                .follows(request - 1)
                .orderId(orderId)
                .account(5);
    }

    private void send(OrderCommand command) {
        codec.encode(command, buffer, 0);
        codec.decode(buffer, 0, received);
        core.command(9, received, nowNanos++);
    }

    /** Counts what it is given. */
    private static final class Discarding implements CoreOutput {

        private final UnsafeBuffer encoded = new UnsafeBuffer(new byte[BookEvent.LENGTH]);
        private long answers;
        private long events;
        private long triggered;
        private long marketData;

        @Override
        public boolean log(MutableDirectBuffer record, int length) {
            return true;
        }

        @Override
        public void answer(long connectionId, CommandAnswer answer) {
            answer.encode(encoded, 0);
            answers++;
        }

        @Override
        public void event(BookEvent event) {
            event.encode(encoded, 0);
            events++;
            switch (event.kind()) {
                case TRIGGERED -> triggered++;
                case REJECTED -> throw new AssertionError("" + event);
                default -> {}
            }
        }

        @Override
        public void notExecuted(
                long connectionId,
                Cause cause,
                int symbolId,
                long clientId,
                long requestId,
                int retryAfterMillis,
                int partition,
                long epoch) {
            throw new AssertionError(cause + " for request " + requestId);
        }

        @Override
        public void feedOpened(int symbolId, long nextEvent) {
            // nobody reads
        }

        @Override
        public void feedMoved(int symbolId, int partition, long epoch) {
            throw new AssertionError("nothing moves");
        }

        @Override
        public void subscribed(long connectionId, int symbolId, long fromEvent) {
            throw new AssertionError("nobody subscribes");
        }

        @Override
        public void marketData(DirectBuffer message, int length) {
            marketData++;
        }

        @Override
        public void marketDataSubscribed(long connectionId, int symbolId, long number) {
            marketData = 0;
        }

        @Override
        public void unsubscribed(long connectionId, int symbolId, WireFeedKind feed) {
            throw new AssertionError("nobody has read enough");
        }

        @Override
        public void whenReleased(Outflow.Released action) {
            throw new AssertionError("nothing is asked");
        }
    }
}
