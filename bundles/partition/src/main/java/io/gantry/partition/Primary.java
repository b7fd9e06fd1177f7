package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.partition.ReplicaRegister.Outcome;
import io.gantry.partition.ReplicaRegister.Reading;
import io.gantry.protocol.sbe.ReplicaAppendedDecoder;
import io.gantry.protocol.sbe.ReplicaJoinDecoder;
import io.gantry.protocol.sbe.ReplicaSnapshotTakenDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A replica as the primary of its partition: gives the log to the others, knows what all in-sync ones have, and has the register drop those that are too slow and
 * take in those that have caught up. After PacificA (Lin et al., 2008) and Kafka's in-sync replicas. Of the lane.
 */
final class Primary {

    /** Whoever takes over tells us; this finds out when he could not. */
    private static final int CHECKS_EVERY_TAKEOVERS = 10;

    private final Replica replica;
    private final FollowerFeed feed;
    private final TreeMap<String, Follower> followers = new TreeMap<>();
    private final List<Follower> inOrder = new ArrayList<>();
    private PartitionOwner owner;
    private long lastSession;
    /** Another epoch has begun: an answer of the register that comes now decides nothing here. */
    private boolean isClosed;

    private boolean isBegun;
    private long lastCheckNanos;
    /** What the register was asked to make of {@link #owner}, as long as nobody knows whether it did. */
    private Optional<PartitionOwner> undecided = Optional.empty();
    /** A change of the in-sync set that the log does not have yet. */
    private boolean isChangeToLog;

    Primary(Replica replica, PartitionOwner owner, long nowNanos) {
        this.replica = replica;
        this.owner = owner;
        feed = new FollowerFeed(replica);
        lastCheckNanos = nowNanos;
        for (String worker : owner.inSync()) {
            if (!worker.equals(replica.worker())) {
                add(new Follower(worker, true, nowNanos));
            }
        }
        if (!inOrder.isEmpty()) {
            replica.log().openWindow();
        }
        commitAnew();
    }

    PartitionOwner owner() {
        return owner;
    }

    /** Whether the epoch stands in the log and all of the log is executed. */
    boolean isServing() {
        return isBegun && replica.isAllExecuted();
    }

    int work(long nowNanos) {
        if (!isBegun) {
            begin();
        }
        if (isBegun && isChangeToLog && replica.logInSyncChanged(withJoining())) {
            isChangeToLog = false;
            joining()
                    .ifPresent(follower -> follower.joinPosition = replica.log().end());
        }
        if (isBegun && !replica.register().isOpen()) {
            changeInSync(nowNanos);
        }
        return 0;
    }

    /** Sends the followers what they have room for. */
    int feed(long nowNanos) {
        int sent = 0;
        for (int i = 0; i < inOrder.size(); i++) {
            sent += feed.serve(inOrder.get(i), nowNanos);
        }
        return sent;
    }

    private void begin() {
        if (replica.logEpochBegan(owner)) {
            isBegun = true;
            commitAnew();
            replica.reached(ReplicaStep.EPOCH_LOGGED);
            for (Follower follower : inOrder) {
                replica.messages().announce(follower.worker, owner.epoch());
            }
        }
    }

    /** Another replica wants to follow. */
    void join(String from, ReplicaJoinDecoder join, long nowNanos) {
        if (!isBegun) {
            return;
        }
        Follower follower = followers.get(from);
        if (follower == null) {
            if (followers.size() >= PartitionOwner.MAX_REPLICAS - 1) {
                return;
            }
            follower = new Follower(from, false, nowNanos);
            add(follower);
        }
        replica.log().openWindow();
        giveUpJoining(follower);
        follower.begin(++lastSession, join.incarnation(), nowNanos);
        commitAnew();
        LogHistory history = replica.log().history();
        long keepEpoch = history.epochUpTo(join.lastEpoch());
        replica.messages()
                .follow(from, owner.epoch(), follower.session, join, keepEpoch, history.startBehind(keepEpoch));
    }

    /** A follower says what it has. */
    void appended(String from, ReplicaAppendedDecoder appended, long nowNanos) {
        Follower follower = followers.get(from);
        if (follower == null || appended.session() != follower.session) {
            return;
        }
        follower.lastHeardNanos = nowNanos;
        if (!follower.isActive) {
            follower.isActive = true;
            follower.next = appended.end();
            replica.reached(ReplicaStep.FOLLOWER_JOINED);
        } else if (appended.isGap() == 1 && appended.number() > follower.rewoundAt) {
            follower.rewoundAt = follower.sent;
            follower.next = appended.end();
        }
        if (appended.acked() > follower.acked) {
            follower.acked = appended.acked();
            commitAnew();
        }
    }

    void snapshotTaken(String from, ReplicaSnapshotTakenDecoder taken, long nowNanos) {
        Follower follower = followers.get(from);
        if (follower != null && taken.session() == follower.session) {
            follower.lastHeardNanos = nowNanos;
            follower.transfer.ifPresent(transfer -> transfer.taken(taken.next(), nowNanos));
        }
    }

    /** A follower does not know its session (any more): it has to join again. */
    void sessionRefused(String from, long session, long nowNanos) {
        Follower follower = followers.get(from);
        if (follower != null && session == follower.session && session != Follower.NO_SESSION) {
            giveUpJoining(follower);
            follower.begin(Follower.NO_SESSION, follower.incarnation, nowNanos);
            commitAnew();
        }
    }

    /** What waits in the background must not come back to anybody. */
    void close() {
        isClosed = true;
        inOrder.forEach(Follower::endTransfer);
    }

    /** As long as the register was not asked, a joining follower may be given up; afterwards only the register's answer decides. */
    private void giveUpJoining(Follower follower) {
        if (follower.isJoining && !isUndecided(follower)) {
            follower.isJoining = false;
            isChangeToLog = true;
        }
    }

    /**
     * What the log has to say of the in-sync set: never less than the register may. A follower that is to become in-sync is in the log first, and
     * all have that record before the register is asked; so if the register forgets, nobody's log leaves out one that may have been in-sync.
     */
    private PartitionOwner withJoining() {
        Optional<Follower> joining = joining();
        if (joining.isEmpty()) {
            return owner;
        }
        List<String> more = new ArrayList<>(owner.inSync());
        more.add(joining.get().worker);
        return owner.withInSync(more);
    }

    /** The one follower that is to become in-sync. */
    private Optional<Follower> joining() {
        for (Follower follower : inOrder) {
            if (follower.isJoining) {
                return Optional.of(follower);
            }
        }
        return Optional.empty();
    }

    private boolean mayGrow(Follower follower) {
        return follower.isJoining
                && !isChangeToLog
                && follower.acked >= follower.joinPosition
                && replica.commit().get() >= follower.joinPosition;
    }

    private boolean isUndecided(Follower follower) {
        return undecided.isPresent() && undecided.get().inSync().contains(follower.worker);
    }

    private void add(Follower follower) {
        followers.put(follower.worker, follower);
        inOrder.clear();
        inOrder.addAll(followers.values());
    }

    /** What all that are waited for have. */
    private void commitAnew() {
        long least = CommitPosition.ALONE;
        for (int i = 0; i < inOrder.size(); i++) {
            Follower follower = inOrder.get(i);
            if (follower.isWaitedFor()) {
                least = Math.min(least, follower.acked);
            }
        }
        replica.commit().others(isBegun ? least : 0);
    }

    private void changeInSync(long nowNanos) {
        if (undecided.isPresent()) {
            read(nowNanos);
            return;
        }
        long end = replica.log().end();
        for (Follower follower : inOrder) {
            boolean isSlow = follower.isSlow(end, nowNanos, replica.times().shrinkNanos());
            if (follower.isInSync && isSlow) {
                replica.reached(ReplicaStep.BEFORE_SHRINK);
                List<String> left = new ArrayList<>(owner.inSync());
                left.remove(follower.worker);
                ask(owner.withInSync(left), nowNanos);
                return;
            }
            if (follower.isJoining && isSlow) {
                giveUpJoining(follower);
                commitAnew();
            } else if (mayGrow(follower)) {
                replica.reached(ReplicaStep.BEFORE_GROW);
                ask(withJoining(), nowNanos);
                return;
            } else if (!follower.isWaitedFor() && !isSlow && joining().isEmpty() && feed.isClose(follower)) {
                follower.isJoining = true;
                isChangeToLog = true;
                follower.markPosition = end;
                follower.markNanos = nowNanos;
                commitAnew();
            }
        }
        if (nowNanos - lastCheckNanos > CHECKS_EVERY_TAKEOVERS * replica.times().takeoverNanos()) {
            read(nowNanos);
        }
    }

    private void ask(PartitionOwner next, long nowNanos) {
        undecided = Optional.of(next);
        replica.register().compareAndSet(nowNanos, Optional.of(owner), next, this::changed);
    }

    private void changed(Outcome outcome) {
        if (!isClosed && outcome == Outcome.CHANGED) {
            adopt(undecided.orElseThrow());
        }
        // Refused or unknown: what the register has is read before anything else is done.
    }

    private void read(long nowNanos) {
        lastCheckNanos = nowNanos;
        replica.register().read(nowNanos, reading -> found(reading, replica.nowNanos()));
    }

    private void found(Reading reading, long nowNanos) {
        if (isClosed || !reading.isKnown()) {
            return;
        }
        if (reading.owner().isEmpty()) {
            restore(nowNanos);
            return;
        }
        PartitionOwner found = reading.owner().get();
        if (found.epoch() != owner.epoch() || !found.worker().equals(replica.worker())) {
            replica.deposed(found.epoch(), found.worker());
        } else if (found.version() > owner.version()) {
            adopt(found);
        } else if (undecided.isPresent()) {
            // It may still change: the same question again makes it certain, since only one of the two can change it.
            PartitionOwner next = undecided.get();
            replica.register().compareAndSet(nowNanos, Optional.of(owner), next, this::changed);
        }
    }

    /** The register has forgotten: it lives in memory. We are the primary as long as nobody else is. */
    private void restore(long nowNanos) {
        PartitionOwner same = undecided.orElse(owner);
        replica.register().compareAndSet(nowNanos, Optional.empty(), same, outcome -> {});
    }

    private void adopt(PartitionOwner found) {
        boolean isLarger = found.inSync().size() > owner.inSync().size();
        owner = found;
        undecided = Optional.empty();
        for (Follower follower : inOrder) {
            follower.isInSync = found.inSync().contains(follower.worker);
            follower.isJoining = false;
            if (follower.isInSync) {
                follower.markPosition = replica.log().end();
                follower.markNanos = replica.nowNanos();
            }
        }
        commitAnew();
        isChangeToLog = true;
        replica.reached(isLarger ? ReplicaStep.AFTER_GROW : ReplicaStep.AFTER_SHRINK);
    }
}
