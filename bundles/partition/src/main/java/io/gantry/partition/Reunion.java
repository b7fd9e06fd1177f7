package io.gantry.partition;

import io.gantry.protocol.sbe.ReplicaJoinDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Replicas that all lack a primary, since they were all stopped, or lost what they had not written, or the register forgot them. When every one
 * that was in-sync has told how far its log goes, the one with most of it may go on; nothing can be missing then that any of them has. Of the lane.
 */
final class Reunion {

    private record Told(long nowNanos, long lastEpoch, long end) {}

    private final Replica replica;
    private final TreeMap<String, Told> told = new TreeMap<>();

    Reunion(Replica replica) {
        this.replica = replica;
    }

    void heard(String from, ReplicaJoinDecoder join, long nowNanos) {
        told.put(from, new Told(nowNanos, join.lastEpoch(), join.end()));
    }

    /** Tells others how far our log goes. */
    void tell(List<String> others, boolean isComplete) {
        for (String worker : others) {
            if (!worker.equals(replica.worker())) {
                replica.messages().join(worker, replica.epoch(), replica.incarnation(), replica.log(), !isComplete);
            }
        }
    }

    /**
     * Tells the others where we are.
     *
     * @param inSync who must be heard of
     * @return the highest epoch that anybody's log has, if all were heard just now and none has more than this replica
     */
    Optional<Long> work(List<String> inSync, boolean isComplete, long nowNanos) {
        LogHistory history = replica.log().history();
        long epoch = history.lastEpoch();
        boolean isBest = true;
        boolean isOutside = !inSync.contains(replica.worker());
        tell(inSync, isComplete);
        for (Map.Entry<String, Told> outsider : told.entrySet()) {
            if (!inSync.contains(outsider.getKey()) && isRecent(outsider.getValue(), nowNanos)) {
                // It counts on us, or it would not tell us; our log may end before it says so.
                tell(List.of(outsider.getKey()), isComplete);
                epoch = Math.max(epoch, outsider.getValue().lastEpoch());
                isBest &= !isNewer(outsider.getValue());
            }
        }
        for (String worker : inSync) {
            if (worker.equals(replica.worker())) {
                continue;
            }
            Told other = told.get(worker);
            if (other == null || !isRecent(other, nowNanos)) {
                isBest = false;
            } else {
                epoch = Math.max(epoch, other.lastEpoch());
                isBest &= !hasMore(other, worker, isOutside);
            }
        }
        return isBest ? Optional.of(epoch) : Optional.empty();
    }

    private boolean isRecent(Told other, long nowNanos) {
        return nowNanos - other.nowNanos() <= replica.times().takeoverNanos();
    }

    /** Of two that have the same, one goes first: one that was in-sync before one that was not. */
    private boolean hasMore(Told other, String worker, boolean isOutside) {
        return isNewer(other) || isSame(other) && (isOutside || worker.compareTo(replica.worker()) < 0);
    }

    /**
     * Logs of one epoch are beginnings of one log, so the longer one has more. What they tell of the register says nothing of that: a version that was logged for one
     * that was to join is taken back, behind it, when it does not.
     */
    private boolean isNewer(Told other) {
        LogHistory history = replica.log().history();
        if (other.lastEpoch() != history.lastEpoch()) {
            return other.lastEpoch() > history.lastEpoch();
        }
        return other.end() > replica.log().end();
    }

    private boolean isSame(Told other) {
        LogHistory history = replica.log().history();
        return other.lastEpoch() == history.lastEpoch()
                && other.end() == replica.log().end();
    }
}
