package io.gantry.simulator.check;

import io.gantry.protocol.sbe.InSyncChangedDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.simulator.world.Violation;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** A log grows by what clients send, by no more than what is waited for, and not by itself. */
final class LogBounds {

    /** An epoch, a change of the in-sync set, and a record that was begun below the bound come on top. */
    private static final int OWN_RECORDS_BYTES = 2_048;
    /** A follower may fail to become in-sync again and again, but not more often than one can join. */
    private static final int MOST_REPETITIONS = 40;

    private final int partition;
    private final long mostUncommitted;
    private final TreeMap<String, Integer> told = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InSyncChangedDecoder changed = new InSyncChangedDecoder();

    /** @param windowBytes of the log in memory: half of it may wait for others */
    LogBounds(int partition, int windowBytes) {
        this.partition = partition;
        mostUncommitted = windowBytes / 2 + OWN_RECORDS_BYTES;
    }

    /** A replica's log has changed. */
    void check(ReplicaTrack track, long committedEnd) {
        long uncommitted = track.log().end() - committedEnd;
        if (uncommitted > mostUncommitted) {
            throw new Violation(
                    "BOUND",
                    "the log of " + track.worker() + ", partition " + partition + ", has " + uncommitted
                            + " bytes that are not committed; " + mostUncommitted + " are allowed");
        }
    }

    /** A record is committed. */
    void committed(LogRecord record) {
        UnsafeBuffer buffer = new UnsafeBuffer(record.payload());
        header.wrap(buffer, 0);
        if (header.templateId() != InSyncChangedDecoder.TEMPLATE_ID) {
            return;
        }
        changed.wrapAndApplyHeader(buffer, 0, header);
        String what = "epoch " + changed.epoch() + ", version " + changed.version() + ", in-sync " + changed.inSync();
        if (told.merge(what, 1, Integer::sum) > MOST_REPETITIONS) {
            throw new Violation(
                    "BOUND",
                    "the log of partition " + partition + " says more than " + MOST_REPETITIONS + " times: " + what);
        }
    }
}
