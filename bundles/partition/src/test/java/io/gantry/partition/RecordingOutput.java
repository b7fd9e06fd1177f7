package io.gantry.partition;

import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.sbe.WireFeedKind;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps everything that a core gives out. */
final class RecordingOutput implements CoreOutput {

    record NotExecuted(long connectionId, Cause cause, int symbolId, long requestId, int partition, long epoch) {}

    final List<byte[]> log = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<String> answers = new ArrayList<>();
    final List<NotExecuted> notExecuted = new ArrayList<>();
    final List<String> feeds = new ArrayList<>();
    final List<byte[]> marketData = new ArrayList<>();
    boolean logFull;
    private long lastChain;

    /** Gives a log to a core that begins. */
    void replayInto(PartitionCore core) {
        LogReplay replay = new LogReplay(core.symbols());
        long position = 0;
        for (byte[] record : List.copyOf(log)) {
            position += record.length;
            replay.record(position, new UnsafeBuffer(record));
        }
    }

    long lastChain() {
        return lastChain;
    }

    @Override
    public boolean log(MutableDirectBuffer record, int length) {
        if (logFull) {
            return false;
        }
        byte[] copy = new byte[length];
        record.getBytes(0, copy);
        log.add(copy);
        return true;
    }

    @Override
    public void answer(long connectionId, CommandAnswer answer) {
        answers.add(answer.toString());
    }

    @Override
    public void event(BookEvent event) {
        events.add(event.toString() + " time=" + event.timeNanos() + " chain=" + event.chain());
        lastChain = event.chain();
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
        notExecuted.add(new NotExecuted(connectionId, cause, symbolId, requestId, partition, epoch));
    }

    @Override
    public void feedOpened(int symbolId, long nextEvent) {
        feeds.add("opened " + symbolId + " from " + nextEvent);
    }

    @Override
    public void feedMoved(int symbolId, int partition, long epoch) {
        feeds.add("moved " + symbolId + " to " + partition + " epoch " + epoch);
    }

    @Override
    public void subscribed(long connectionId, int symbolId, long fromEvent) {
        feeds.add("subscribed " + connectionId + " " + symbolId + " from " + fromEvent);
    }

    @Override
    public void marketData(DirectBuffer message, int length) {
        byte[] copy = new byte[length];
        message.getBytes(0, copy);
        marketData.add(copy);
    }

    @Override
    public void marketDataSubscribed(long connectionId, int symbolId, long number) {
        feeds.add("market data of " + symbolId + " for " + connectionId + ", number " + number);
    }

    @Override
    public void unsubscribed(long connectionId, int symbolId, WireFeedKind feed) {
        feeds.add("unsubscribed " + connectionId + " " + symbolId + " from " + feed);
    }

    @Override
    public void whenReleased(Outflow.Released action) {
        action.released();
    }
}
