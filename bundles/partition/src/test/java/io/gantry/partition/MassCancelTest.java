package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.EventKind;
import io.gantry.protocol.sbe.BookEventMessageDecoder;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.SubscribeEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One command may cause far more events than the ring to the egress thread holds. */
class MassCancelTest {

    private static final int ORDERS = 50_000;
    private static final long CONNECTION = 3;

    /** What the client got; written by the egress thread, read by the test when {@link #answers} says that it is there. */
    private static final class Received implements FrameSink {

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        private final BookEvent event = new BookEvent();
        private final CommandAnswer answer = new CommandAnswer();
        private final Map<EventKind, Integer> events = new EnumMap<>(EventKind.class);
        private final List<String> others = new ArrayList<>();
        private long lastEvent;
        private long chain;
        private volatile long lastAnswered;
        private volatile long seenEvents;

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void send(ByteBuffer message) {
            buffer.wrap(message, 0, message.limit());
            header.wrap(buffer, 0);
            switch (header.templateId()) {
                case CommandAnswerMessageDecoder.TEMPLATE_ID ->
                    lastAnswered = answer.decode(buffer, 0).requestId();
                case BookEventMessageDecoder.TEMPLATE_ID -> event();
                default -> others.add("template " + header.templateId());
            }
        }

        private void event() {
            event.decode(buffer, 0);
            if (event.eventSequence() != lastEvent + 1 || event.chain() != event.chainAfter(chain)) {
                others.add("event " + event.eventSequence() + " after " + lastEvent);
            }
            lastEvent = event.eventSequence();
            chain = event.chain();
            events.merge(event.kind(), 1, Integer::sum);
            seenEvents = lastEvent;
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close(String reason) {
            others.add("closed: " + reason);
        }
    }

    private final Connections connections = new Connections();
    private final Received received = new Received();
    private final EgressAgent egress = new EgressAgent(connections);
    private final CommandCodec codec = new CommandCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandCodec.LENGTH]);
    private final List<AgentRunner> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(AgentRunner::close);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldDeliverEveryEventWhenOneCommandCausesMoreThanTheRingHolds() throws Exception {
        assertThat((long) ORDERS * BookEvent.LENGTH).isGreaterThan(50L * RigSettings.SMALLEST_RING);
        Partition partition = partition();
        subscribe(partition);
        for (int i = 1; i <= ORDERS; i++) {
            boolean isBuy = i % 2 == 0;
            offer(partition, Commands.limit(i, i - 1L, isBuy ? Side.BUY : Side.SELL, (isBuy ? 1 : 1001) + i % 1000, 5));
        }

        offer(
                partition,
                Commands.limit(ORDERS + 1L, ORDERS, Side.BUY, 0, 0)
                        .kind(CommandKind.MASS_CANCEL)
                        .account(0));
        offer(partition, Commands.limit(ORDERS + 2L, ORDERS + 1L, Side.BUY, 90, 5));

        while (received.lastAnswered < ORDERS + 2L || received.seenEvents < 2L * ORDERS + 2) {
            Thread.yield();
        }
        assertThat(received.events)
                .containsOnly(
                        Map.entry(EventKind.ACCEPTED, ORDERS + 1),
                        Map.entry(EventKind.CANCELLED, ORDERS),
                        Map.entry(EventKind.MASS_CANCELLED, 1));
        assertThat(received.others)
                .as("gaps and notices besides that of the start")
                .hasSize(1);
        assertThat(partition.state()).isEqualTo(Partition.State.RUNNING);
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
        connections.connected(CONNECTION, received);
        egress.add(partition);
        start(egress);
        partition.recover();
        start(partition.agent());
        while (partition.view().role() != Role.PRIMARY) {
            Thread.yield();
        }
        partition
                .agent()
                .change((core, now) -> core.list(Commands.INSTRUMENT, 1))
                .toCompletableFuture()
                .get();
        return partition;
    }

    private void start(Agent agent) {
        AgentRunner runner =
                new AgentRunner(new BackoffIdleStrategy(), failure -> received.others.add("" + failure), null, agent);
        AgentRunner.startOnThread(runner);
        running.add(0, runner);
    }

    private void subscribe(Partition partition) {
        UnsafeBuffer message =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + SubscribeEncoder.BLOCK_LENGTH]);
        new SubscribeEncoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
                .symbolId(1)
                .clientId(7)
                .fromEvent(1);
        offer(partition, message);
    }

    private void offer(Partition partition, OrderCommand command) {
        codec.encode(command, buffer, 0);
        offer(partition, buffer);
    }

    private static void offer(Partition partition, UnsafeBuffer message) {
        ByteBuffer bytes = ByteBuffer.wrap(message.byteArray()).order(ByteOrder.LITTLE_ENDIAN);
        while (partition.offer(CONNECTION, bytes.duplicate()) != Offer.ACCEPTED) {
            Thread.yield();
        }
    }
}
