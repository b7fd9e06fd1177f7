package io.gantry.simulator.cluster;

import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.ReplicaForwardDecoder;
import io.gantry.protocol.sbe.ReplicaForwardedDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the network knows of messages between replicas. */
final class ReplicaMessage {

    private ReplicaMessage() {}

    /** All of them begin with the partition's number. */
    static int partitionOf(ByteBuffer message) {
        return message.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(message.position() + MessageHeaderDecoder.ENCODED_LENGTH);
    }

    /**
     * Whether it is a client's command or its answer: the connections between workers bring each of them once or not at all, and clients are promised that what was
     * refused has no effect.
     */
    static boolean isForwarded(ByteBuffer message) {
        int template = message.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .getShort(message.position() + MessageHeaderDecoder.templateIdEncodingOffset());
        return template == ReplicaForwardDecoder.TEMPLATE_ID || template == ReplicaForwardedDecoder.TEMPLATE_ID;
    }
}
