package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.protocol.CommandAnswer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.junit.jupiter.api.Test;

class PartitionEgressTest {

    private static final long CONNECTION = 9;

    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect((64 << 10) + RingBufferDescriptor.TRAILER_LENGTH)));
    private final LaneOutput lane = new LaneOutput(ring, new BusySpinIdleStrategy());
    private final Connections connections = new Connections();
    private final PartitionEgress egress = new PartitionEgress(
            ring,
            lane.actions(),
            () -> Long.MAX_VALUE,
            connections,
            new RedirectMessages(() -> new RouteTable("w1", OwnerTable.EMPTY, List.of())),
            1024);
    private final List<Integer> sentBytes = new ArrayList<>();

    @Test
    void shouldSendAnAnswerWhenTheConnectionIsNewerThanTheTurn() {
        connections.takeChanges();
        connections.connected(CONNECTION, sink());
        lane.answer(CONNECTION, new CommandAnswer().requestId(1));

        egress.doWork();

        assertThat(sentBytes).containsExactly(CommandAnswer.LENGTH);
    }

    @Test
    void shouldStartAFeedWhenTheConnectionIsNewerThanTheTurn() {
        lane.feedOpened(1, 1);
        egress.doWork();
        connections.connected(CONNECTION, sink());
        lane.subscribed(CONNECTION, 1, 1);

        egress.doWork();

        assertThat(sentBytes).as("the notice that the feed has started").hasSize(1);
    }

    @Test
    void shouldSendNothingWhenTheConnectionIsGone() {
        connections.connected(CONNECTION, sink());
        connections.takeChanges();
        connections.disconnected(CONNECTION);
        connections.takeChanges();
        lane.answer(CONNECTION, new CommandAnswer().requestId(1));

        egress.doWork();

        assertThat(sentBytes).isEmpty();
    }

    private FrameSink sink() {
        return new FrameSink() {
            @Override
            public boolean isWritable() {
                return true;
            }

            @Override
            public void send(ByteBuffer message) {
                sentBytes.add(message.remaining());
            }

            @Override
            public void flush() {
                assertThat(sentBytes).isNotEmpty();
            }

            @Override
            public void close(String reason) {
                throw new AssertionError(reason);
            }
        };
    }
}
