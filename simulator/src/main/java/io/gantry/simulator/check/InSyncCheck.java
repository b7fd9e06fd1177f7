package io.gantry.simulator.check;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.journal.Durability;
import io.gantry.simulator.world.Violation;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * I3 as a promise that can be broken before anything is lost: every replica that the register calls in-sync has all that is committed, as the durability asks;
 * and the register changes only as it may.
 */
final class InSyncCheck {

    private final int partition;
    private final Durability durability;
    private final CommittedLog committed;
    private final TreeMap<String, ReplicaTrack> tracks = new TreeMap<>();
    private Optional<PartitionOwner> owner = Optional.empty();

    InSyncCheck(int partition, Durability durability, CommittedLog committed) {
        this.partition = partition;
        this.durability = durability;
        this.committed = committed;
    }

    ReplicaTrack track(String worker) {
        return tracks.computeIfAbsent(worker, name -> new ReplicaTrack(name, partition));
    }

    /** The register changes. */
    void changed(Optional<PartitionOwner> before, PartitionOwner after) {
        before.ifPresent(old -> requireSuccession(old, after));
        owner = Optional.of(after);
        check();
    }

    /** The register has forgotten it. Whoever claims the partition next must have everything, see {@link CommittedLog}. */
    void forgotten() {
        owner = Optional.empty();
    }

    private static void requireSuccession(PartitionOwner before, PartitionOwner after) {
        boolean isTakeover = after.epoch() == before.epoch() + 1
                && before.inSync().contains(after.worker())
                && before.inSync().containsAll(after.inSync());
        boolean isChange = after.epoch() == before.epoch() && after.worker().equals(before.worker());
        if (after.version() != before.version() + 1 || !isTakeover && !isChange) {
            throw new Violation("I1", "the register was changed from " + before + " to " + after);
        }
    }

    /** Whatever has changed. */
    void check() {
        if (owner.isEmpty()) {
            return;
        }
        boolean isHeld = false;
        for (String worker : owner.get().inSync()) {
            ReplicaTrack track = track(worker);
            boolean holds = holdsAll(track);
            if (holds) {
                if (isKnownToPrimary(track)) {
                    track.complete();
                }
            } else if (isBound(track)) {
                throw new Violation(
                        "I3",
                        "in-sync replica " + worker + " of partition " + partition + " has its log up to "
                                + track.log().end() + ", durable up to " + track.durable() + ", where "
                                + committed.end() + " is committed; the register has " + owner.get());
            }
            isHeld |= holds || track.isUp() && committed.isHeldBy(track.log());
        }
        if (!isHeld) {
            throw new Violation(
                    "I3",
                    "no in-sync replica of partition " + partition + " has all that is committed up to "
                            + committed.end() + "; the register has " + owner.get());
        }
    }

    /** Until a session begins, what the run before said may still be on its way, and is true of that one only. */
    private boolean isKnownToPrimary(ReplicaTrack track) {
        return !track.isUp() || track.isSure() || isFollowing(track);
    }

    private boolean isFollowing(ReplicaTrack track) {
        return track.isUp() && track.sessionEpoch() == owner.orElseThrow().epoch();
    }

    /** More is committed: who is in-sync and follows in this epoch must have it by what it said since its session began, and not by what a run before said. */
    void committedMore() {
        for (String worker : owner.map(PartitionOwner::inSync).orElse(List.of())) {
            ReplicaTrack track = track(worker);
            if (isFollowing(track) && !track.isLost() && !holdsAll(track)) {
                throw new Violation(
                        "I3",
                        "in-sync replica " + worker + " of partition " + partition + " follows in epoch "
                                + track.sessionEpoch() + " and has its log up to "
                                + track.log().end() + ", durable up to " + track.durable() + ", but more was just"
                                + " committed, up to " + committed.end() + "; the register has " + owner.get());
            }
        }
    }

    /** Whether a replica has all that is committed, on what it would come back with. */
    boolean holdsAll(ReplicaTrack track) {
        if (committed.end() == 0) {
            return true;
        }
        boolean isThere = durability == Durability.REPLICATED_FSYNC
                ? track.durable() >= committed.end()
                : track.isUp() || track.isOnDisk();
        return isThere && !track.isLost() && committed.isHeldBy(track.log());
    }

    private boolean isBound(ReplicaTrack track) {
        return !track.isLost() && (durability == Durability.REPLICATED_FSYNC || track.isComplete() || track.isSure());
    }
}
