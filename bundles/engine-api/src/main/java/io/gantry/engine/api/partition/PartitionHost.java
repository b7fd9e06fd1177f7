package io.gantry.engine.api.partition;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The partitions of this worker: the way in for commands, the way out for answers and events. Any thread, no blocking. */
@ProviderType
public interface PartitionHost {

    /** What became of an offered message. */
    enum Offer {
        /** It is in the partition's queue and will be answered. */
        ACCEPTED,
        /** The queue is full; nothing was taken. */
        FULL,
        /** The partition is not here, or not serving yet, or not any more; nothing was taken. */
        NOT_SERVING
    }

    /**
     * Puts a message into a partition's queue. The message was checked to be a well-formed {@code OrderCommand} or
     * {@code Subscribe} of a connection that is known.
     *
     * @param message one SBE message with its header, copied by the call
     */
    Offer offer(int partition, long connectionId, ByteBuffer message);

    /**
     * Whether a replica of a partition is on this worker, whatever its role: one that is not the primary takes a client's commands too,
     * and hands them on.
     */
    boolean hosts(int partition);

    /** Makes a connection known; before its first message. */
    void connected(long connectionId, FrameSink sink);

    /** Forgets a connection and its subscriptions. What it had in queues is still executed. */
    void disconnected(long connectionId);

    /** How each partition of this worker does. */
    List<PartitionReport> reports();

    /**
     * A symbol's book, as its matching thread sees it.
     *
     * @param levels how many price levels of each side, 1 to 1000
     * @return fails with {@link PartitionException} if this partition does not hold the symbol
     */
    CompletionStage<BookView> book(int partition, int symbolId, int levels);
}
