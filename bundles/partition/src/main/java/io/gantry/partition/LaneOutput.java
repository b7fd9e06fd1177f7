package io.gantry.partition;

import io.gantry.engine.api.journal.Journal;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Queue;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * A lane's way out: the log, and a ring to the egress thread. When the ring is full the lane waits for the egress thread, which
 * never waits for the lane. Hot path.
 */
final class LaneOutput implements CoreOutput {

    private static final int MAX_PENDING_ACTIONS = 1024;

    private final OneToOneRingBuffer ring;
    private final IdleStrategy waiting;
    private final Queue<Runnable> actions = new OneToOneConcurrentArrayQueue<>(MAX_PENDING_ACTIONS);
    private Optional<Journal> journal = Optional.empty();
    private ByteBuffer record = ByteBuffer.allocate(0);

    LaneOutput(OneToOneRingBuffer ring, IdleStrategy waiting) {
        this.ring = ring;
        this.waiting = waiting;
    }

    /** From now on there is a log; what was given out before (on recovery) was durable already. */
    void logTo(Journal log) {
        journal = Optional.of(log);
    }

    /** Actions of RELEASED entries, in their order. Taken by the egress thread. */
    Queue<Runnable> actions() {
        return actions;
    }

    /** Whether the egress thread keeps up; if not, no new command should be begun. */
    boolean hasRoom() {
        return ring.size() < ring.capacity() / 2;
    }

    @Override
    public boolean log(MutableDirectBuffer buffer, int length) {
        if (record.array() != buffer.byteArray()) {
            record = ByteBuffer.wrap(buffer.byteArray());
        }
        record.clear().limit(length);
        return journal.orElseThrow().append(record) != Journal.BACK_PRESSURED;
    }

    @Override
    public void answer(long connectionId, CommandAnswer answer) {
        int index = claim(Outbound.ANSWER, Outbound.MESSAGE + CommandAnswer.LENGTH);
        ring.buffer().putLong(index + Outbound.CONNECTION, connectionId);
        answer.encode(ring.buffer(), index + Outbound.MESSAGE);
        ring.commit(index);
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
        int index = claim(Outbound.NOT_EXECUTED, Outbound.NOT_EXECUTED_LENGTH);
        MutableDirectBuffer buffer = ring.buffer();
        buffer.putLong(index + Outbound.CONNECTION, connectionId);
        buffer.putLong(index + Outbound.CLIENT, clientId);
        buffer.putLong(index + Outbound.REQUEST, requestId);
        buffer.putLong(index + Outbound.EPOCH, epoch);
        buffer.putInt(index + Outbound.SYMBOL, symbolId);
        buffer.putInt(index + Outbound.PARTITION, partition);
        buffer.putInt(index + Outbound.RETRY_AFTER, retryAfterMillis);
        buffer.putInt(index + Outbound.CAUSE, cause.ordinal());
        ring.commit(index);
    }

    @Override
    public void event(BookEvent event) {
        int index = claim(Outbound.EVENT, Outbound.BODY + BookEvent.LENGTH);
        event.encode(ring.buffer(), index + Outbound.BODY);
        ring.commit(index);
    }

    @Override
    public void feedOpened(int symbolId, long nextEvent) {
        feed(Outbound.FEED_OPENED, 0, symbolId, nextEvent, 0);
    }

    @Override
    public void feedMoved(int symbolId, int partition, long epoch) {
        feed(Outbound.FEED_MOVED, 0, symbolId, epoch, partition);
    }

    @Override
    public void subscribed(long connectionId, int symbolId, long fromEvent) {
        feed(Outbound.SUBSCRIBED, connectionId, symbolId, fromEvent, 0);
    }

    @Override
    public void whenReleased(Runnable action) {
        if (!actions.offer(action)) {
            throw new IllegalStateException("more than " + MAX_PENDING_ACTIONS + " actions wait for the log");
        }
        ring.commit(claim(Outbound.RELEASED, Outbound.BODY));
    }

    private void feed(int type, long connectionId, int symbolId, long number, int partition) {
        int index = claim(type, Outbound.FEED_LENGTH);
        MutableDirectBuffer buffer = ring.buffer();
        buffer.putLong(index + Outbound.CONNECTION, connectionId);
        buffer.putLong(index + Outbound.NUMBER, number);
        buffer.putInt(index + Outbound.FEED_SYMBOL, symbolId);
        buffer.putInt(index + Outbound.FEED_PARTITION, partition);
        ring.commit(index);
    }

    private int claim(int type, int length) {
        int index = ring.tryClaim(type, length);
        if (index == RingBuffer.INSUFFICIENT_CAPACITY) {
            waiting.reset();
            do {
                waiting.idle();
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("stopped while the egress was behind");
                }
                index = ring.tryClaim(type, length);
            } while (index == RingBuffer.INSUFFICIENT_CAPACITY);
        }
        ring.buffer()
                .putLong(
                        index + Outbound.POSITION,
                        journal.isPresent() ? journal.get().appendedPosition() : 0);
        return index;
    }
}
