package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.partition.ReplicaRegister.Outcome;
import io.gantry.partition.ReplicaRegister.Reading;
import io.gantry.protocol.sbe.ReplicaAppendDecoder;
import io.gantry.protocol.sbe.ReplicaFollowDecoder;
import io.gantry.protocol.sbe.ReplicaJoinDecoder;
import io.gantry.protocol.sbe.ReplicaSnapshotDecoder;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica that is not the primary: looks for the primary and follows it, and when an in-sync one hears nothing for too long, asks the register for the next
 * epoch. Of the lane.
 */
final class Standby {

    private static final Logger LOG = LoggerFactory.getLogger(Standby.class);
    private static final long NO_SESSION = 0;
    /** When the register has forgotten, there may have been epochs that no log tells of: none of them is used again. */
    private static final int EPOCHS_OF_NO_LOG = 1_000;

    private static final int UNSURE_TAKEOVERS = 20;

    private final Replica replica;
    private final Installation installation;
    private final Reunion reunion;
    private final Parting parting;
    private Optional<PartitionOwner> owner = Optional.empty();
    private String primary = "";
    private boolean isComplete;
    /** The register has told who has the partition since this replica began. */
    private boolean isRegisterRead;

    private long session = NO_SESSION;
    private long lastNumber;
    private long lastAcked;
    private long committedTold;
    private long heardNanos;
    private long askNanos;
    private long unownedNanos;
    private long joinNanos;
    private Optional<PartitionOwner> claim = Optional.empty();

    /** @param isComplete whether the log is known to hold everything that this replica ever acknowledged */
    Standby(Replica replica, boolean isComplete, long nowNanos) {
        this.replica = replica;
        this.isComplete = isComplete;
        installation = new Installation(replica);
        reunion = new Reunion(replica);
        parting = new Parting(replica);
        heardNanos = nowNanos;
        askNanos = nowNanos;
        unownedNanos = nowNanos;
    }

    /** The primary that it knows, empty if none. */
    String primary() {
        return primary;
    }

    /** Names of the in-sync replicas, by the newer of what the register and the log told last. */
    List<String> inSync() {
        LogHistory history = replica.log().history();
        return owner.isPresent() && owner.get().version() >= history.version()
                ? owner.get().inSync()
                : history.inSync();
    }

    boolean isComplete() {
        return isComplete;
    }

    /**
     * Whether it may have lost its log's end, and with it in which epoch it acknowledged last. Until the register has told of the newest epoch it listens to
     * no primary: to one of an earlier epoch, which does not know yet that it is none any more, it would acknowledge once more.
     */
    boolean isBlind() {
        return !isComplete && !isRegisterRead;
    }

    /** Whether a snapshot of the primary is about to replace the log. */
    boolean isInstalling() {
        return !installation.isIdle();
    }

    int work(long nowNanos) {
        installation.work();
        if (installation.giveUpIfFailed()) {
            session = NO_SESSION;
            joinNanos = nowNanos + replica.times().retryNanos();
        }
        if (hasWaitedLong(nowNanos)) {
            session = NO_SESSION;
            installation.abandon();
        }
        if (session != NO_SESSION) {
            acknowledge();
        } else if (!primary.isEmpty() && nowNanos >= joinNanos) {
            join(nowNanos);
        }
        boolean isLookingForPrimary = primary.isEmpty() || hasWaitedLong(nowNanos);
        if (isLookingForPrimary && nowNanos >= askNanos && !replica.register().isOpen()) {
            askNanos = nowNanos + replica.times().retryNanos();
            long lastEpoch = replica.log().history().lastEpoch();
            long epoch = replica.epoch();
            replica.register().read(nowNanos, reading -> {
                // An answer to a question of an earlier epoch may name a primary that is none any more.
                if (epoch == replica.epoch()) {
                    found(reading, lastEpoch);
                }
            });
        }
        return 0;
    }

    /** Somebody is the primary of this epoch, which is not below the one known. */
    void adopt(String worker, long nowNanos) {
        primary = worker;
        session = NO_SESSION;
        installation.abandon();
        heardNanos = nowNanos;
        join(nowNanos);
    }

    /** There is a higher epoch, and nobody knows yet whose: the register is asked. */
    void lost() {
        primary = "";
        session = NO_SESSION;
        installation.abandon();
        askNanos = replica.nowNanos();
    }

    /** Another replica wants to join somebody and thinks of us: it has no primary either. */
    void heardJoin(String from, ReplicaJoinDecoder join, long nowNanos) {
        reunion.heard(from, join, nowNanos);
    }

    /** The primary of this epoch, whom we asked, begins a session. */
    void follow(String from, ReplicaFollowDecoder follow, long nowNanos) {
        boolean isAsked = from.equals(primary) && follow.incarnation() == replica.incarnation();
        if (!isAsked || follow.session() <= session || !installation.isIdle()) {
            return;
        }
        heardNanos = nowNanos;
        LogHistory history = replica.log().history();
        if (follow.lastEpoch() != history.lastEpoch()) {
            // It answers a question that was asked when the log was another one: what it says of it is not so any more.
            join(nowNanos);
            return;
        }
        long keep = parting.keep(follow.keepEpoch(), follow.keepUntil());
        if (keep < replica.log().end()) {
            if (!parting.cut(keep, primary)) {
                return;
            }
            long lastEpoch = history.lastEpoch();
            if (lastEpoch != LogHistory.NO_EPOCH && lastEpoch != follow.keepEpoch()) {
                join(nowNanos);
                return;
            }
        }
        session = follow.session();
        lastNumber = 0;
        committedTold = 0;
        replica.log().openWindow();
        replica.reached(ReplicaStep.SESSION_BEGAN);
        sendAppended(false);
    }

    /** Records of the primary. */
    void append(String from, ReplicaAppendDecoder append, DirectBuffer bytes, int offset, int length, long nowNanos) {
        if (!isOfSession(from, append.session())) {
            return;
        }
        heardNanos = nowNanos;
        ReplicaLog log = replica.log();
        boolean isGap = append.from() > log.end() || !installation.isIdle();
        if (!isGap && length > 0) {
            boolean hasRoom =
                    log.end() + length - replica.executed() <= log.window().capacity();
            isGap = !hasRoom || !log.appendFrames(append.from(), bytes, offset, length);
            replica.reached(ReplicaStep.BEFORE_ACKNOWLEDGE);
        }
        lastNumber = Math.max(lastNumber, append.number());
        committedTold = Math.max(committedTold, append.committed());
        if (!installation.isIdle()) {
            return;
        }
        if (log.history().lastEpoch() == replica.epoch() && log.end() >= committedTold) {
            isComplete = true;
        }
        replica.commit().told(Math.min(committedTold, log.end()));
        if (isGap || length == 0) {
            sendAppended(isGap);
        }
    }

    void snapshot(String from, ReplicaSnapshotDecoder snapshot, long nowNanos) {
        if (isOfSession(from, snapshot.session())) {
            heardNanos = nowNanos;
            installation.part(snapshot);
            replica.messages().snapshotTaken(primary, replica.epoch(), session, installation.next());
        }
    }

    /** The primary does not know our session. */
    void refused(String from, long refusedSession) {
        if (from.equals(primary) && refusedSession == session) {
            session = NO_SESSION;
            installation.abandon();
        }
    }

    private boolean isOfSession(String from, long of) {
        if (from.equals(primary) && session != NO_SESSION && of == session) {
            return true;
        }
        if (from.equals(primary) && of > session) {
            return false;
        }
        replica.messages().refused(from, replica.epoch(), of);
        return false;
    }

    /** Tells the primary of what became durable since the last time. */
    private void acknowledge() {
        if (installation.isIdle() && replica.commit().own() > lastAcked) {
            sendAppended(false);
        }
    }

    private void sendAppended(boolean isGap) {
        lastAcked = replica.commit().own();
        replica.messages()
                .appended(
                        primary,
                        replica.epoch(),
                        session,
                        lastNumber,
                        lastAcked,
                        replica.log().end(),
                        isGap);
    }

    private void join(long nowNanos) {
        joinNanos = nowNanos + replica.times().retryNanos();
        replica.messages().join(primary, replica.epoch(), replica.incarnation(), replica.log(), !isComplete);
        replica.reached(ReplicaStep.JOIN_SENT);
    }

    /** Whether nothing was heard for long: one after the other finds so, so that not all ask for the epoch at once. */
    private boolean hasWaitedLong(long nowNanos) {
        long silentNanos = nowNanos - heardNanos;
        if (silentNanos <= replica.times().takeoverNanos()) {
            return false;
        }
        int rank = Math.max(0, inSync().indexOf(replica.worker()));
        return silentNanos
                > replica.times().takeoverNanos() + rank * replica.times().heartbeatNanos();
    }

    /** @param lastEpoch of the log when the register was asked: its answer may be older than what came since */
    private void found(Reading reading, long lastEpoch) {
        long nowNanos = replica.nowNanos();
        if (!reading.isKnown()) {
            return;
        }
        isRegisterRead = true;
        if (owner.isPresent() && reading.owner().isEmpty()) {
            unownedNanos = nowNanos;
        }
        owner = reading.owner();
        if (owner.isEmpty()) {
            primary = "";
            unowned(nowNanos);
            return;
        }
        PartitionOwner found = owner.get();
        if (found.epoch() < lastEpoch) {
            throw new PartitionException(replica + ": the register says epoch " + found.epoch()
                    + ", but its log is of epoch " + lastEpoch
                    + ": the register has gone back in time. Restore it from the newest log before anything is served");
        }
        boolean isOurs = found.worker().equals(replica.worker());
        if (isOurs) {
            replica.knowEpoch(found.epoch());
        }
        if (claim.isPresent() && found.equals(claim.get())) {
            won(found);
        } else if (mayClaim(found) && (isOurs || hasWaitedLong(nowNanos) && isSilent(found))) {
            claim(owner, found.takenBy(replica.worker()), nowNanos);
        } else if (!isOurs && (found.epoch() > replica.epoch() || primary.isEmpty() || isOtherThanKnown(found))) {
            replica.knowEpoch(found.epoch());
            adopt(found.worker(), nowNanos);
        } else if (found.inSync().contains(replica.worker())
                && installation.isIdle()
                && (isOurs || hasWaitedLong(nowNanos))) {
            reunion.work(found.inSync(), isComplete, nowNanos).ifPresent(epoch -> {
                PartitionOwner next = new PartitionOwner(
                        found.partition(),
                        replica.worker(),
                        found.epoch() + 1,
                        found.version() + 1,
                        List.of(replica.worker()));
                claim(owner, next, nowNanos);
            });
        }
    }

    /** Whether we took another one for the primary of this epoch. */
    private boolean isOtherThanKnown(PartitionOwner found) {
        return found.epoch() == replica.epoch() && !found.worker().equals(primary);
    }

    /** Whether it is the primary of the register that has been silent, and not one before it. */
    private boolean isSilent(PartitionOwner found) {
        return found.epoch() == replica.epoch() && found.worker().equals(primary);
    }

    private boolean mayClaim(PartitionOwner found) {
        return found.inSync().contains(replica.worker())
                && installation.isIdle()
                && (isComplete || found.inSync().size() == 1);
    }

    /** Nobody has the partition: it is new, or the register has forgotten. */
    private void unowned(long nowNanos) {
        LogHistory history = replica.log().history();
        if (replica.log().isEmpty()) {
            if (replica.isClaimingUnowned()) {
                claim(owner, new PartitionOwner(replica.partition(), replica.worker(), replica.epoch() + 1), nowNanos);
            }
            return;
        }
        if (!installation.isIdle() || isLackingPatience(nowNanos)) {
            // It may not go on itself now, but one that may could wait for its word.
            reunion.tell(history.inSync(), isComplete);
            return;
        }
        reunion.work(history.inSync(), isComplete, nowNanos).ifPresent(epoch -> {
            long next = Math.max(epoch, replica.epoch()) + EPOCHS_OF_NO_LOG;
            long version = Math.max(history.version() + 1, next);
            claim(
                    owner,
                    new PartitionOwner(replica.partition(), replica.worker(), next, version, List.of(replica.worker())),
                    nowNanos);
        });
    }

    /** An unsure replica's log may lack the record that names others: it gives those that are sure the time to come. */
    private boolean isLackingPatience(long nowNanos) {
        return !isComplete
                && nowNanos - unownedNanos < UNSURE_TAKEOVERS * replica.times().takeoverNanos();
    }

    private void claim(Optional<PartitionOwner> expected, PartitionOwner next, long nowNanos) {
        replica.reached(ReplicaStep.BEFORE_CLAIM);
        if (expected.isPresent() && replica.log().isEmpty()) {
            LOG.warn(
                    "{}: claims epoch {} with an empty log: what the partition had in epoch {} is not on this worker. With"
                            + " durability memory that is so after every start; else the journal's folder was lost or replaced:"
                            + " stop this worker, and start it again with the folder it had, if there is a copy of it",
                    replica,
                    next.epoch(),
                    expected.get().epoch());
        }
        claim = Optional.of(next);
        replica.register().compareAndSet(nowNanos, expected, next, outcome -> {
            if (outcome == Outcome.CHANGED) {
                won(next);
            } else {
                askNanos = replica.nowNanos();
            }
        });
    }

    private void won(PartitionOwner next) {
        installation.abandon();
        replica.becomePrimary(next);
    }
}
