package io.gantry.partition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages of other replicas on their way to the lane. Bounded: what does not fit is lost, as it might have been on its way. */
final class ReplicaInbox {

    private static final int MAX_MESSAGES = 4096;

    /** A message and who sent it. */
    record Message(String from, UnsafeBuffer bytes) {}

    private final Queue<Message> messages = new ManyToOneConcurrentArrayQueue<>(MAX_MESSAGES);

    /** Any thread. */
    boolean put(String from, ByteBuffer message) {
        byte[] copy = new byte[message.remaining()];
        message.duplicate().order(ByteOrder.LITTLE_ENDIAN).get(copy);
        return messages.offer(new Message(from, new UnsafeBuffer(copy)));
    }

    /** The next one, null if there is none: asked in every turn of the lane. */
    Message pollOrNull() {
        return messages.poll();
    }
}
