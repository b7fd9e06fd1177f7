package io.gantry.partition;

import io.gantry.engine.api.partition.FrameSink;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections as the egress thread sees them. Only {@link #connected} and {@link #disconnected} may be called by other threads. */
public final class Connections {

    private record Change(long connectionId, Optional<FrameSink> sink) {}

    private record Answer(long connectionId, byte[] message) {}

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int SCRATCH_BYTES = 64 << 10;
    private static final int MAX_ANSWERS = 1 << 16;

    private final AtomicLong lastRemoteId = new AtomicLong();
    private final Queue<Answer> answers = new ManyToOneConcurrentArrayQueue<>(MAX_ANSWERS);
    private final Queue<Change> changes = new ManyToOneConcurrentLinkedQueue<>();
    private final Long2ObjectHashMap<FrameSink> sinks = new Long2ObjectHashMap<>();
    private final List<FrameSink> toFlush = new ArrayList<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private LongConsumer whenGone = gone -> {};
    private volatile Runnable whenChanged = () -> {};

    /** Who is told, on any thread, that {@link #takeChanges} has something to take. */
    void whenChanged(Runnable listener) {
        whenChanged = listener;
    }

    /** Who is told of connections that are gone; before anything else. */
    void whenGone(LongConsumer listener) {
        whenGone = listener;
    }

    public void connected(long connectionId, FrameSink sink) {
        changes.add(new Change(connectionId, Optional.of(sink)));
    }

    public void disconnected(long connectionId) {
        changes.add(new Change(connectionId, Optional.empty()));
        whenChanged.run();
    }

    /** Id of a connection that is on another worker: below zero, so that it never meets one of this worker. Any thread. */
    long remoteId() {
        return lastRemoteId.decrementAndGet();
    }

    /** Another replica's primary has answered a message that was handed to it. Any thread. */
    void answered(long connectionId, byte[] message) {
        if (answers.offer(new Answer(connectionId, message))) {
            whenChanged.run();
        } else {
            LOG.debug("an answer for connection {} is dropped: too many wait", connectionId);
        }
    }

    /** Takes in what other threads told; connections that are gone are told. */
    int takeChanges() {
        int count = 0;
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            expect(answer.connectionId());
            send(answer.connectionId(), new UnsafeBuffer(answer.message()), 0, answer.message().length);
            count++;
        }
        for (Change change = changes.poll(); change != null; change = changes.poll()) {
            if (change.sink().isPresent()) {
                sinks.put(change.connectionId(), change.sink().get());
            } else {
                sinks.remove(change.connectionId());
                whenGone.accept(change.connectionId());
            }
            count++;
        }
        return count;
    }

    /**
     * Something for a connection is at hand. Its command may have come and been executed since the last {@link #takeChanges}, but never before it was
     * told as connected.
     */
    void expect(long connectionId) {
        if (!sinks.containsKey(connectionId)) {
            takeChanges();
        }
    }

    /** {@link #expect} and {@link #send}: an answer. Hot path. */
    void answer(long connectionId, DirectBuffer message, int offset, int length) {
        FrameSink sink = sinks.get(connectionId);
        if (sink == null) {
            takeChanges();
            sink = sinks.get(connectionId);
        }
        if (sink != null) {
            send(sink, message, offset, length);
        }
    }

    boolean isKnown(long connectionId) {
        return sinks.containsKey(connectionId);
    }

    boolean isWritable(long connectionId) {
        FrameSink sink = sinks.get(connectionId);
        return sink != null && sink.isWritable();
    }

    /** Sends a message; does nothing if the connection is gone. */
    void send(long connectionId, DirectBuffer message, int offset, int length) {
        FrameSink sink = sinks.get(connectionId);
        if (sink != null) {
            send(sink, message, offset, length);
        }
    }

    private void send(FrameSink sink, DirectBuffer message, int offset, int length) {
        scratch.clear();
        message.getBytes(offset, scratch, 0, length);
        scratch.limit(length);
        sink.send(scratch);
        if (toFlush.isEmpty() || toFlush.get(toFlush.size() - 1) != sink) {
            toFlush.add(sink);
        }
    }

    /** Starts sending all that was queued since the last call. */
    void flush() {
        for (int i = 0; i < toFlush.size(); i++) {
            toFlush.get(i).flush();
        }
        toFlush.clear();
    }
}
