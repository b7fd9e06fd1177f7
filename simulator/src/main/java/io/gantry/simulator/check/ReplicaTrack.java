package io.gantry.simulator.check;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the referee knows of one replica's log, whether the replica lives or not. */
final class ReplicaTrack {

    private final String worker;
    private final int partition;
    private LogCopy log = new LogCopy();
    private long durable;
    private long installing;
    private boolean isCertain = true;
    private boolean isUp;
    private boolean isOnDisk = true;
    private boolean endedWell = true;
    private boolean isLost;
    private boolean wasLost;
    private boolean isComplete;
    private boolean isSure;
    private long installedAt;
    private long sessionEpoch;
    private final TreeMap<Long, Set<Long>> snapshots = new TreeMap<>();
    private Runnable reporter = () -> {};

    ReplicaTrack(String worker, int partition) {
        this.worker = worker;
        this.partition = partition;
    }

    String worker() {
        return worker;
    }

    int partition() {
        return partition;
    }

    /** Has it report at once. */
    Runnable reporter() {
        return reporter;
    }

    void reporter(Runnable next) {
        reporter = next;
    }

    /** What its log holds, by all that was done with it. */
    LogCopy log() {
        return log;
    }

    /** So much of it may not be lost any more. */
    long durable() {
        return durable;
    }

    void durable(long position) {
        durable = Math.max(durable, position);
    }

    /** Position of a snapshot of another replica that is about to replace all, 0 if there is none. */
    long installing() {
        return installing;
    }

    void installing(long position) {
        installing = position;
    }

    /** Where the snapshot of another replica stands with which its log begins, or began; 0 if there never was one. */
    long installedAt() {
        return installedAt;
    }

    void installed(long position) {
        installedAt = position;
    }

    /** Whether the log on disk must hold all that is durable: nothing has happened that takes more than a crash may. */
    boolean isCertain() {
        return isCertain;
    }

    /** Its process lives. */
    boolean isUp() {
        return isUp;
    }

    /** Its last run wrote all of the log before it ended. */
    boolean isOnDisk() {
        return isOnDisk;
    }

    /** Its last run closed the log, and noted that nothing is missing. */
    boolean endedWell() {
        return endedWell;
    }

    /** Its disk is damaged or gone, and nobody may count on it. */
    boolean isLost() {
        return isLost;
    }

    /** Its disk was damaged or replaced at some time. */
    boolean wasLost() {
        return wasLost;
    }

    /** A snapshot is complete. */
    void snapshot(long position, long digest) {
        snapshots.computeIfAbsent(position, at -> new TreeSet<>()).add(digest);
    }

    /** Whether such a snapshot was ever completed. */
    boolean hasSnapshot(long position, long digest) {
        return snapshots.getOrDefault(position, Set.of()).contains(digest);
    }

    /** It has had everything committed since it was last started, or lost nothing when it stopped. */
    boolean isComplete() {
        return isComplete;
    }

    void complete() {
        isComplete = true;
    }

    /** It says itself that it has everything that it ever acknowledged, and may so take over. */
    boolean isSure() {
        return isSure;
    }

    void sure(boolean value) {
        isSure = value;
    }

    /** The epoch in which its run's newest session began, 0 if none has: its primary knows since that it may lack what the run before had. */
    long sessionEpoch() {
        return sessionEpoch;
    }

    void sessionBegan(long epoch) {
        sessionEpoch = epoch;
    }

    /** What is behind a position is about to be dropped. */
    void mayLose(long position) {
        durable = Math.min(durable, position);
    }

    void cut(long position) {
        mayLose(position);
        log.cut(position);
    }

    /** The process opened the log and found this. */
    void opened(LogCopy found, long durableNow) {
        log = found;
        durable = durableNow;
        installing = 0;
        isCertain = true;
        isUp = true;
        isSure = false;
        sessionEpoch = 0;
        isOnDisk = false;
        endedWell = false;
        isLost = false;
    }

    /**
     * The process closed its log.
     *
     * @param isWhole all of it is on disk
     * @param isMarked the log says that nothing is missing
     */
    void closed(boolean isWhole, boolean isMarked) {
        isOnDisk = isWhole;
        endedWell = isWhole && isMarked;
        if (endedWell) {
            durable = log.end();
        }
    }

    /** The process died; with it, what was not durable, and more if that means nothing. */
    void crashed(boolean mayLoseDurable) {
        isUp = false;
        isSure = false;
        isComplete = false;
        isCertain &= !mayLoseDurable;
    }

    /** The process ended as it should; if it could not close the log, that is no better than if it had died. */
    void stopped() {
        isUp = false;
        isSure = false;
        isComplete &= endedWell;
    }

    /** Bits rot on its disk, or it is gone. */
    void lost() {
        isLost = true;
        wasLost = true;
        isCertain = false;
    }
}
