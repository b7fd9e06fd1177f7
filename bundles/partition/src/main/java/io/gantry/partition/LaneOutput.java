package io.gantry.partition;

import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.sbe.WireFeedKind;
import java.util.Optional;
import java.util.Queue;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * A lane's way out: the log, and a ring to the egress thread. Each entry says how far the log must be committed before it may leave. When the ring is full
 * the lane waits for the egress, and keeps the replica going meanwhile: what it waits for may be an acknowledgement. Hot path.
 */
final class LaneOutput implements CoreOutput {

    private final OutboundRings rings;
    private final IdleStrategy waiting;
    private final Queue<Outflow.Released> actions;
    private Optional<Sequencing> sequencing = Optional.empty();
    private Runnable whileWaiting = () -> {};
    private long releaseAt;

    /** Where a primary's records go. */
    interface Sequencing {

        /** Logs a record that is executed next; false: no room. */
        boolean log(MutableDirectBuffer record, int length);

        /** End of the log. */
        long end();
    }

    LaneOutput(Outflow outflow, IdleStrategy waiting) {
        rings = outflow.rings();
        actions = outflow.actions();
        this.waiting = waiting;
    }

    /**
     * From now on records can be logged.
     *
     * @param keepGoing what the lane does while it waits for the egress
     */
    void logTo(Sequencing log, Runnable keepGoing) {
        sequencing = Optional.of(log);
        whileWaiting = keepGoing;
    }

    /** What is given out from now on may leave when the log is committed up to this position. */
    void releaseAt(long position) {
        releaseAt = position;
    }

    /** Whether the egress thread keeps up; if not, no new command should be begun. */
    boolean hasRoom() {
        return rings.hasRoom();
    }

    @Override
    public boolean log(MutableDirectBuffer buffer, int length) {
        Sequencing log = sequencing.orElseThrow();
        if (!log.log(buffer, length)) {
            return false;
        }
        releaseAt = log.end();
        return true;
    }

    @Override
    public void answer(long connectionId, CommandAnswer answer) {
        int index = claim(Outbound.ANSWER, Outbound.MESSAGE + CommandAnswer.LENGTH);
        rings.buffer().putLong(index + Outbound.CONNECTION, connectionId);
        answer.encode(rings.buffer(), index + Outbound.MESSAGE);
        rings.commit(index);
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
        MutableDirectBuffer buffer = rings.buffer();
        buffer.putLong(index + Outbound.CONNECTION, connectionId);
        buffer.putLong(index + Outbound.CLIENT, clientId);
        buffer.putLong(index + Outbound.REQUEST, requestId);
        buffer.putLong(index + Outbound.EPOCH, epoch);
        buffer.putInt(index + Outbound.SYMBOL, symbolId);
        buffer.putInt(index + Outbound.PARTITION, partition);
        buffer.putInt(index + Outbound.RETRY_AFTER, retryAfterMillis);
        buffer.putInt(index + Outbound.CAUSE, cause.ordinal());
        rings.commit(index);
    }

    @Override
    public void event(BookEvent event) {
        int index = claim(Outbound.EVENT, Outbound.BODY + BookEvent.LENGTH);
        event.encode(rings.buffer(), index + Outbound.BODY);
        rings.commit(index);
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
    public void marketData(DirectBuffer message, int length) {
        int index = claim(Outbound.MARKET_DATA, Outbound.BODY + length);
        rings.buffer().putBytes(index + Outbound.BODY, message, 0, length);
        rings.commit(index);
    }

    @Override
    public void marketDataSubscribed(long connectionId, int symbolId, long number) {
        feed(Outbound.MARKET_DATA_SUBSCRIBED, connectionId, symbolId, number, 0);
    }

    @Override
    public void unsubscribed(long connectionId, int symbolId, WireFeedKind feed) {
        feed(Outbound.UNSUBSCRIBED, connectionId, symbolId, feed.value(), 0);
    }

    @Override
    public void whenReleased(Outflow.Released action) {
        if (!actions.offer(action)) {
            throw new IllegalStateException("too many actions wait for the log");
        }
        rings.commit(claim(Outbound.RELEASED, Outbound.BODY));
    }

    private void feed(int type, long connectionId, int symbolId, long number, int partition) {
        int index = claim(type, Outbound.FEED_LENGTH);
        MutableDirectBuffer buffer = rings.buffer();
        buffer.putLong(index + Outbound.CONNECTION, connectionId);
        buffer.putLong(index + Outbound.NUMBER, number);
        buffer.putInt(index + Outbound.FEED_SYMBOL, symbolId);
        buffer.putInt(index + Outbound.FEED_PARTITION, partition);
        rings.commit(index);
    }

    private int claim(int type, int length) {
        int index = rings.tryClaim(type, length);
        if (index == RingBuffer.INSUFFICIENT_CAPACITY) {
            waiting.reset();
            do {
                whileWaiting.run();
                waiting.idle();
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("stopped while the egress was behind");
                }
                index = rings.tryClaim(type, length);
            } while (index == RingBuffer.INSUFFICIENT_CAPACITY);
        }
        rings.buffer().putLong(index + Outbound.POSITION, releaseAt);
        return index;
    }
}
