package io.gantry.transport;

import io.gantry.engine.api.partition.FrameSink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A connection's way out. Any thread appends messages to a chunk of memory; the I/O thread takes whole chunks, so that a batch of
 * answers costs one wake-up and one write. What the socket does not take stays here and is counted. Hot path: the lock is held for
 * the copy of one message, never during I/O.
 */
final class Outbound implements FrameSink {

    private static final int CHUNK_BYTES = 16 * 1024;

    private final Channel channel;
    private final int highWaterBytes;
    private final int limitBytes;
    private final Consumer<String> closer;
    private final Runnable drainTask = this::drain;
    private final AtomicBoolean isDrainScheduled = new AtomicBoolean();
    private final Object lock = new Object();
    private final ArrayDeque<ByteBuf> chunks = new ArrayDeque<>();
    private volatile int queuedBytes;
    private boolean isClosed;
    private boolean isDraining;

    /**
     * @param highWaterBytes from here on not writable
     * @param limitBytes what would exceed this closes the connection
     * @param closer ends the connection for a reason; called on the I/O thread
     */
    Outbound(Channel channel, int highWaterBytes, int limitBytes, Consumer<String> closer) {
        this.channel = channel;
        this.highWaterBytes = highWaterBytes;
        this.limitBytes = limitBytes;
        this.closer = closer;
    }

    @Override
    public boolean isWritable() {
        return queuedBytes < highWaterBytes;
    }

    @Override
    public void send(ByteBuffer message) {
        boolean isOverLimit;
        synchronized (lock) {
            if (isClosed) {
                return;
            }
            int frameBytes = FrameAssembler.PREFIX_BYTES + message.remaining();
            isOverLimit = frameBytes > limitBytes - queuedBytes;
            if (isOverLimit) {
                isClosed = true;
                dropChunks();
            } else {
                append(message, frameBytes);
            }
        }
        if (isOverLimit) {
            close("more than " + limitBytes + " bytes wait for a reader that is too slow");
        }
    }

    /**
     * Queues a note unless more than the limit would wait then: such a note is lost, and the connection goes on.
     *
     * @return whether it was queued
     */
    boolean offer(NoteHead head, ByteBuffer payload) {
        synchronized (lock) {
            int frameBytes = head.frameBytes(payload);
            boolean isTaken = !isClosed && frameBytes <= limitBytes - queuedBytes;
            if (isTaken) {
                head.append(chunkFor(frameBytes), payload);
                queuedBytes += frameBytes;
            }
            return isTaken;
        }
    }

    /** Queues whole frames, which are this object's from now on, however much waits. */
    void handOver(ByteBuf frames) {
        synchronized (lock) {
            if (isClosed) {
                frames.release();
            } else {
                chunks.addLast(frames);
                queuedBytes += frames.readableBytes();
            }
        }
    }

    @Override
    public void flush() {
        if (isDrainScheduled.compareAndSet(false, true)) {
            onLoop(drainTask);
        }
    }

    @Override
    public void close(String reason) {
        onLoop(() -> closer.accept(reason));
    }

    /** Writes what the socket takes. I/O thread. */
    void drain() {
        isDrainScheduled.set(false);
        if (isDraining || !channel.isActive()) {
            return;
        }
        isDraining = true;
        try {
            boolean isMore = true;
            while (isMore && channel.isWritable()) {
                isMore = writeWhileWritable();
                channel.flush();
            }
        } finally {
            isDraining = false;
        }
        holdReader();
    }

    /** Hands all that waits to the channel however full it is, and takes nothing more. I/O thread. */
    void drainAndClose() {
        synchronized (lock) {
            isClosed = true;
            for (ByteBuf chunk : chunks) {
                channel.write(chunk, channel.voidPromise());
            }
            chunks.clear();
            queuedBytes = 0;
        }
    }

    /** Drops what waits, and takes nothing more. */
    void release() {
        synchronized (lock) {
            isClosed = true;
            dropChunks();
        }
    }

    private void append(ByteBuffer message, int frameBytes) {
        ByteBuf chunk = chunkFor(frameBytes);
        int position = message.position();
        chunk.writeIntLE(message.remaining());
        chunk.writeBytes(message);
        message.position(position);
        queuedBytes += frameBytes;
    }

    private ByteBuf chunkFor(int frameBytes) {
        ByteBuf chunk = chunks.peekLast();
        if (chunk == null || chunk.writableBytes() < frameBytes) {
            chunk = channel.alloc().directBuffer(Math.max(CHUNK_BYTES, frameBytes));
            chunks.addLast(chunk);
        }
        return chunk;
    }

    private boolean writeWhileWritable() {
        while (channel.isWritable()) {
            Optional<ByteBuf> chunk = takeChunk();
            if (chunk.isEmpty()) {
                return false;
            }
            channel.write(chunk.get(), channel.voidPromise());
        }
        return true;
    }

    private Optional<ByteBuf> takeChunk() {
        synchronized (lock) {
            ByteBuf chunk = chunks.pollFirst();
            if (chunk == null) {
                return Optional.empty();
            }
            queuedBytes -= chunk.readableBytes();
            return Optional.of(chunk);
        }
    }

    /** A client that does not read its answers is not read from either. */
    private void holdReader() {
        boolean isReading = channel.config().isAutoRead();
        if (isReading && queuedBytes >= highWaterBytes) {
            channel.config().setAutoRead(false);
        } else if (!isReading && queuedBytes < highWaterBytes / 2) {
            channel.config().setAutoRead(true);
        }
    }

    private void dropChunks() {
        chunks.forEach(ByteBuf::release);
        chunks.clear();
        queuedBytes = 0;
    }

    private void onLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException stopped) {
            release();
        }
    }
}
