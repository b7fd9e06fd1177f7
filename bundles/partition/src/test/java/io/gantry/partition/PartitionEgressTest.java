package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionEgressTest {

    private static final long CONNECTION = 9;
    private static final int RING = 64 << 10;

    private final Outflow outflow = new Outflow(RING);
    private final LaneOutput lane = new LaneOutput(outflow, new BusySpinIdleStrategy());
    private final Connections connections = new Connections();
    private final PartitionEgress egress = new PartitionEgress(
            outflow, connections, new RedirectMessages(() -> new RouteTable("w1", OwnerTable.EMPTY, List.of())), 1024);
    private final List<Integer> sentBytes = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private long committed = 1000;

    @BeforeEach
    void opened() {
        outflow.open(() -> committed, 1000);
    }

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

    @Test
    void shouldKeepAnAnswerBackWhenItsCommandIsNotCommitted() {
        connections.connected(CONNECTION, sink());
        lane.releaseAt(1200);
        lane.answer(CONNECTION, new CommandAnswer().requestId(1));

        committed = 1199;
        egress.doWork();
        assertThat(sentBytes).isEmpty();

        committed = 1200;
        egress.doWork();
        assertThat(sentBytes).hasSize(1);
    }

    @Test
    void shouldNotShowEventsOfTheLogsEndWhenNobodyKnowsThatTheyAreCommitted() {
        committed = 999;
        connections.connected(CONNECTION, sink());
        lane.feedOpened(1, 1);
        lane.event(new BookEvent().symbolId(1).eventSequence(1));
        lane.subscribed(CONNECTION, 1, 1);

        egress.doWork();
        assertThat(sentBytes).as("the notice alone").hasSize(1);

        committed = 1000;
        egress.doWork();
        assertThat(sentBytes).hasSize(2).endsWith(BookEvent.LENGTH);
    }

    @Test
    void shouldTellWhoWaitsThatItIsLostWhenTheStateIsMadeAnew() {
        lane.releaseAt(1200);
        lane.whenReleased(action("first"));
        lane.releaseAt(1300);
        lane.whenReleased(action("second"));
        committed = 1200;
        egress.doWork();

        Outflow fresh = new Outflow(RING);
        fresh.open(() -> 5000, 1200);
        egress.switchTo(fresh);
        egress.doWork();
        egress.doWork();

        assertThat(actions).containsExactly("first released", "second lost");
    }

    @Test
    void shouldDropWhatWaitedWhenTheStateIsMadeAnew() {
        connections.connected(CONNECTION, sink());
        lane.releaseAt(1300);
        lane.answer(CONNECTION, new CommandAnswer().requestId(1));
        egress.doWork();

        Outflow fresh = new Outflow(RING);
        fresh.open(() -> 5000, 1200);
        egress.switchTo(fresh);
        egress.doWork();

        assertThat(sentBytes).isEmpty();
    }

    private Outflow.Released action(String name) {
        return new Outflow.Released() {
            @Override
            public void released() {
                actions.add(name + " released");
            }

            @Override
            public void lost() {
                actions.add(name + " lost");
            }
        };
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
