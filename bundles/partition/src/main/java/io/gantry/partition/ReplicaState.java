package io.gantry.partition;

import org.agrona.DirectBuffer;

/** What a replica replicates, as the replica sees it: a state made by the records of the log. On the lane. */
interface ReplicaState {

    /**
     * Executes the next record.
     *
     * @param end position behind it
     */
    void execute(long end, DirectBuffer payload, int length);

    /** Whether a record may be executed now: what comes out of it has room. */
    boolean hasRoom();

    /** This replica has stopped being the primary: nothing that waits to be sequenced will be sequenced here. */
    void deposed();

    /** A snapshot is wanted, since another replica needs one. */
    void snapshotWanted();

    /** The state is about to be replaced by another replica's: answers whether no snapshot of it is being written any more. */
    boolean endSnapshot();
}
