package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.SubscribeEncoder;
import io.gantry.protocol.sbe.WireFeedKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A partition with its lane and egress on their threads, the smallest ring between them, and more levels than the ring holds at once. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MarketDataPartitionTest {

    private static final long ORDERS_FROM = 1;
    private static final long READER = 2;
    private static final int LEVELS = 6_000;

    /** Read on the egress thread; what is told of it is volatile. */
    private static final class Reader implements FrameSink {
        private final DepthReader depth = new DepthReader();
        private volatile int levels = -1;
        private volatile int snapshots;
        private volatile String failure = "";

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(ByteBuffer message) {
            try {
                depth.send(message);
                snapshots = depth.snapshots;
                levels = depth.levelCount();
            } catch (AssertionError wrong) {
                failure = String.valueOf(wrong.getMessage());
            }
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close(String reason) {
            failure = reason;
        }
    }

    private final Connections connections = new Connections();
    private final EgressAgent egress = new EgressAgent(connections);
    private final CommandCodec codec = new CommandCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandCodec.LENGTH]);
    private final List<AgentRunner> running = new ArrayList<>();
    private final Reader reader = new Reader();

    @AfterEach
    void stop() {
        running.forEach(AgentRunner::close);
    }

    @Test
    void shouldReadALargeBookAndItsEndWhenTheRingIsSmall() throws Exception {
        Partition partition = partition();
        for (int i = 1; i <= LEVELS; i++) {
            boolean isBuy = i % 2 == 0;
            offer(partition, Commands.limit(i, i - 1L, isBuy ? Side.BUY : Side.SELL, isBuy ? i : 10_000 + i, 5));
        }

        subscribe(partition, false);
        await(() -> reader.levels == LEVELS && reader.snapshots == 1);
        offer(
                partition,
                Commands.limit(LEVELS + 1L, LEVELS, Side.BUY, 0, 0)
                        .kind(CommandKind.MASS_CANCEL)
                        .account(0));
        await(() -> reader.levels == 0);
        offer(partition, Commands.limit(LEVELS + 2L, LEVELS + 1L, Side.BUY, 90, 5));
        await(() -> reader.levels == 1);

        subscribe(partition, true);
        offer(partition, Commands.limit(LEVELS + 3L, LEVELS + 2L, Side.BUY, 91, 5));
        subscribe(partition, false);
        await(() -> reader.snapshots == 2 && reader.levels == 2);
        stop();
        assertThat(reader.depth.notices).containsExactly("STARTED", "STARTED");
        reader.depth.requireBest();
    }

    private void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(reader.failure).isEmpty();
            Thread.yield();
        }
    }

    private Partition partition() throws Exception {
        Partition partition = new Partition(
                1,
                "w1",
                1,
                true,
                RigSettings.of(Durability.REPLICATED_FSYNC, 1 << 16, 1 << 30),
                RigSettings.alone(1, new MemoryJournals(), FlatOrderBookFactory::new, new RigRegister()),
                connections,
                Partition.Host.NONE);
        connections.connected(READER, reader);
        egress.add(partition);
        start(egress);
        partition.recover();
        start(partition.agent());
        await(() -> partition.view().role() == Role.PRIMARY);
        partition
                .agent()
                .change((core, now) -> core.list(Commands.INSTRUMENT, 1))
                .toCompletableFuture()
                .get();
        return partition;
    }

    private void start(Agent agent) {
        AgentRunner runner =
                new AgentRunner(new BackoffIdleStrategy(), failure -> reader.failure = "" + failure, null, agent);
        AgentRunner.startOnThread(runner);
        running.add(0, runner);
    }

    private static void subscribe(Partition partition, boolean isEnd) {
        UnsafeBuffer message =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + SubscribeEncoder.BLOCK_LENGTH]);
        new SubscribeEncoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                .symbolId(1)
                .clientId(7)
                .fromEvent(1)
                .feed(WireFeedKind.MARKET_DATA)
                .isEnd((short) (isEnd ? 1 : 0));
        offer(partition, READER, message);
    }

    private void offer(Partition partition, OrderCommand command) {
        codec.encode(command, buffer, 0);
        offer(partition, ORDERS_FROM, buffer);
    }

    private static void offer(Partition partition, long connectionId, UnsafeBuffer message) {
        ByteBuffer bytes = ByteBuffer.wrap(message.byteArray()).order(ByteOrder.LITTLE_ENDIAN);
        while (partition.offer(connectionId, bytes.duplicate()) != Offer.ACCEPTED) {
            Thread.yield();
        }
    }
}
