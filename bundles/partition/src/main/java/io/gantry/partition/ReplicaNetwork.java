package io.gantry.partition;

import java.nio.ByteBuffer;

/** The way from a replica to the others of its partition. Messages may be lost; none arrives damaged. */
@FunctionalInterface
public interface ReplicaNetwork {

    /**
     * Sends one message, if it can. Does not block; called on the partition's lane.
     *
     * @param worker whose replica is to have it
     * @param message copied by the call
     */
    void send(String worker, ByteBuffer message);
}
