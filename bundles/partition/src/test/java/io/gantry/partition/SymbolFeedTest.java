package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.partition.FrameSink;
import io.gantry.protocol.BookEvent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SymbolFeedTest {

    private static final long CONNECTION = 3;
    private static final int RETAINED = EventLog.EVENTS_PER_CHUNK * 2;

    private final List<Long> received = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final Connections connections = new Connections();
    private final SymbolFeed feed = new SymbolFeed(
            1,
            RETAINED,
            (connection, state, symbol, next, partition, epoch) ->
                    notices.add(state + " next=" + next + " partition=" + partition + " epoch=" + epoch));
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BookEvent.LENGTH]);
    private boolean writable = true;
    private long sequence;

    @BeforeEach
    void connected() {
        connections.connected(CONNECTION, new FrameSink() {
            @Override
            public boolean isWritable() {
                return writable;
            }

            @Override
            public void send(ByteBuffer message) {
                byte[] copy = new byte[message.remaining()];
                message.get(copy);
                received.add(new BookEvent().decode(new UnsafeBuffer(copy), 0).eventSequence());
            }

            @Override
            public void flush() {
                assertThat(received).isNotEmpty();
            }

            @Override
            public void close(String reason) {
                throw new AssertionError(reason);
            }
        });
        connections.takeChanges();
        feed.opened(1);
    }

    @Test
    void shouldSendEveryEventOnceWhenASubscriberComesLate() {
        emit(10);
        feed.subscribe(CONNECTION, 4);
        emit(5);

        pumpAll();

        assertThat(received).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
    }

    @Test
    void shouldTellOfTheGapWhenASubscriberIsTooSlow() {
        feed.subscribe(CONNECTION, 1);
        writable = false;
        emit(RETAINED * 3);
        feed.pump(connections);
        writable = true;

        pumpAll();

        assertThat(notices).hasSize(2);
        assertThat(notices.get(1)).startsWith("GAP next=" + received.get(0));
        assertThat(received.get(received.size() - 1)).isEqualTo(RETAINED * 3L);
        assertThat(received.size()).isGreaterThanOrEqualTo(RETAINED);
        for (int i = 1; i < received.size(); i++) {
            assertThat(received.get(i)).isEqualTo(received.get(i - 1) + 1);
        }
    }

    @Test
    void shouldSendAllBeforeItTellsThatTheSymbolMoved() {
        feed.subscribe(CONNECTION, 1);
        emit(1000);
        feed.moved(2, 5);

        pumpAll();

        assertThat(received).hasSize(1000);
        assertThat(notices.get(1)).isEqualTo("MOVED next=1001 partition=2 epoch=5");
    }

    @Test
    void shouldTellOfTheGapWhenTheSymbolComesBackAfterEventsElsewhere() {
        emit(10);
        feed.moved(2, 5);
        feed.opened(21);
        feed.subscribe(CONNECTION, 11);
        sequence = 20;
        emit(2);

        pumpAll();

        assertThat(notices.get(1)).startsWith("GAP next=21");
        assertThat(received).containsExactly(21L, 22L);
    }

    private void emit(int count) {
        BookEvent event = new BookEvent().symbolId(1);
        for (int i = 0; i < count; i++) {
            event.eventSequence(++sequence).encode(buffer, 0);
            feed.event(sequence, buffer, 0);
        }
    }

    private void pumpAll() {
        while (feed.pump(connections) > 0) {
            connections.flush();
        }
    }
}
