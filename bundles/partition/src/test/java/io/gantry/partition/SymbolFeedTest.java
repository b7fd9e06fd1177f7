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
    private final List<Long> prices = new ArrayList<>();
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
    private long price = 100;

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
                BookEvent event = new BookEvent().decode(new UnsafeBuffer(copy), 0);
                received.add(event.eventSequence());
                prices.add(event.price());
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

    @Test
    void shouldSendNothingTwiceWhenTheStateIsMadeAnewFromTheWholeLog() {
        feed.subscribe(CONNECTION, 1);
        emit(10);
        pumpAll();

        feed.beginAnew();
        feed.opened(1);
        sequence = 0;
        emit(13);
        pumpAll();

        assertThat(received).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
        assertThat(notices).as("that it started").hasSize(1);
    }

    @Test
    void shouldSendWhatIsInsteadOfWhatWasSupersededWhenTheStateIsMadeAnew() {
        feed.subscribe(CONNECTION, 1);
        emit(10);
        pumpAll();
        price = 200;
        emit(5);

        feed.beginAnew();
        feed.opened(1);
        sequence = 0;
        price = 100;
        emit(10);
        price = 300;
        emit(2);
        pumpAll();

        assertThat(received).hasSize(12);
        assertThat(prices).as("none of the five that nobody had seen").doesNotContain(200L);
        assertThat(prices.subList(10, 12)).containsExactly(300L, 300L);
    }

    @Test
    void shouldGoOnWhereASubscriberWasWhenTheStateIsMadeAnewFromASnapshotBeforeIt() {
        feed.subscribe(CONNECTION, 1);
        emit(10);
        pumpAll();

        feed.beginAnew();
        feed.opened(7);
        sequence = 6;
        emit(6);
        pumpAll();

        assertThat(received).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(notices).hasSize(1);
    }

    @Test
    void shouldTellOfTheGapWhenTheStateIsMadeAnewFromASnapshotBehindASubscriber() {
        feed.subscribe(CONNECTION, 1);
        emit(10);
        pumpAll();

        feed.beginAnew();
        feed.opened(31);
        sequence = 30;
        emit(2);
        pumpAll();

        assertThat(received).endsWith(10L, 31L, 32L).hasSize(12);
        assertThat(notices.get(1)).startsWith("GAP next=31");
    }

    @Test
    void shouldTellThatTheSymbolMovedWhenTheStateIsMadeAnewAndHasItNoMore() {
        feed.subscribe(CONNECTION, 1);
        emit(10);
        pumpAll();

        feed.beginAnew();
        feed.moved(2, 5);
        pumpAll();

        assertThat(notices.get(1)).isEqualTo("MOVED next=11 partition=2 epoch=5");
    }

    private void emit(int count) {
        BookEvent event = new BookEvent().symbolId(1);
        for (int i = 0; i < count; i++) {
            event.eventSequence(++sequence).price(price).encode(buffer, 0);
            feed.event(sequence, buffer, 0);
        }
    }

    private void pumpAll() {
        while (feed.pump(connections) > 0) {
            connections.flush();
        }
    }
}
