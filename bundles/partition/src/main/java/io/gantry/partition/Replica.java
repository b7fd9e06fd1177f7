package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica of a partition: its part in electing, feeding and following, and how far its state may be executed. Deterministic and
 * single-threaded: a turn of {@link #work} hears the register, the other replicas and the time, and everything else happens through the ports. After
 * PacificA: the register's compare-and-set elects, and what every in-sync replica has is committed.
 */
final class Replica {

    /** Something that blocks for the disk; answers what is to be done on the lane afterwards. */
    @FunctionalInterface
    interface BackgroundTask {
        Runnable run();
    }

    /**
     * Who a replica is.
     *
     * @param incarnation differs between two runs
     * @param isClaimingUnowned whether it takes the partition when nobody has ever had it
     */
    record Identity(int partition, String worker, long incarnation, boolean isClaimingUnowned) {}

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final int MESSAGES_PER_TURN = 64;
    private static final int RECORDS_PER_TURN = 512;
    private static final int MAX_BACKGROUND = 1024;

    private final Identity identity;
    private final Durability durability;
    private final ReplicaTimes times;
    private final ReplicaLog log;
    private final CommitPosition commit;
    private final ReplicaState state;
    private final ReplicaMessages messages;
    private final RegisterDialogue register;
    private final ReplicaObserver observer;
    private final Executor background;
    private final ReplicaInbox inbox;
    private final RegisterRecords records = new RegisterRecords();
    private final Queue<Runnable> doneInBackground = new ManyToOneConcurrentArrayQueue<>(MAX_BACKGROUND);
    private final ReplicaHearing hearing = new ReplicaHearing(this);
    private long nowNanos;
    private long epoch;
    private long executed;
    private Standby standby;
    private Optional<Primary> primary = Optional.empty();
    private boolean isReplaced;
    private OptionalLong rebuildFrom = OptionalLong.empty();

    /**
     * @param log as it was read; all of it is executed
     * @param isComplete whether it holds everything that this replica ever acknowledged
     */
    Replica(
            Identity identity,
            PartitionSettings settings,
            PartitionPorts ports,
            ReplicaLog log,
            CommitPosition commit,
            ReplicaState state,
            ReplicaInbox inbox,
            boolean isComplete,
            long nowNanos) {
        this.identity = identity;
        this.log = log;
        this.commit = commit;
        this.state = state;
        this.inbox = inbox;
        this.nowNanos = nowNanos;
        durability = settings.durability();
        times = settings.times();
        observer = ports.observer();
        background = ports.background();
        messages = new ReplicaMessages(identity.partition(), ports.network());
        register = new RegisterDialogue(ports.register(), times.takeoverNanos());
        epoch = log.history().lastEpoch();
        executed = log.end();
        standby = new Standby(this, isComplete, nowNanos);
    }

    /** One turn; answers whether something was done. */
    int work(long now) {
        nowNanos = now;
        if (rebuildFrom.isPresent()) {
            return 0;
        }
        int work = register.poll(now);
        for (Runnable done = doneInBackground.poll(); done != null; done = doneInBackground.poll()) {
            done.run();
            work++;
        }
        for (int i = 0; i < MESSAGES_PER_TURN && rebuildFrom.isEmpty(); i++) {
            ReplicaInbox.Message message = inbox.pollOrNull();
            if (message == null) {
                break;
            }
            hearing.hear(message.from(), message.bytes());
            work++;
        }
        if (rebuildFrom.isPresent()) {
            return work;
        }
        return work + (primary.isPresent() ? primary.get().work(now) : standby.work(now));
    }

    /** Sends the followers what was logged. */
    int feed() {
        return primary.isPresent() && rebuildFrom.isEmpty() ? primary.get().feed(nowNanos) : 0;
    }

    /** Executes what may be executed and is not; not while a command is being executed. */
    int executeCommitted() {
        if (rebuildFrom.isPresent()) {
            return 0;
        }
        long limit = primary.isPresent() ? log.end() : Math.min(commit.get(), log.end());
        int done = 0;
        LogWindow window = log.window();
        while (executed < limit && done < RECORDS_PER_TURN && state.hasRoom()) {
            int length = window.length(executed);
            long end = executed + Journal.recordBytes(length);
            state.execute(end, window.payload(executed), length);
            executed = end;
            done++;
        }
        return done;
    }

    /** There is a higher epoch; its primary, if it is known, is to be followed. */
    void deposed(long higher, String worker) {
        if (primary.isPresent()) {
            LOG.info(
                    "{}: no longer the primary: epoch {} began{}",
                    this,
                    higher,
                    worker.isEmpty() ? "" : " at " + worker);
            primary.get().close();
            primary = Optional.empty();
            commit.deposed();
            epoch = Math.max(epoch, higher);
            standby = new Standby(this, true, nowNanos);
            reached(ReplicaStep.DEPOSED);
            state.deposed();
        }
        epoch = Math.max(epoch, higher);
        if (!worker.isEmpty() && !worker.equals(identity.worker())) {
            standby.adopt(worker, nowNanos);
        } else {
            standby.lost();
        }
    }

    /** The register says that there is this epoch. */
    void knowEpoch(long known) {
        epoch = Math.max(epoch, known);
    }

    void becomePrimary(PartitionOwner owner) {
        LOG.info("{}: primary of epoch {} with in-sync replicas {}", this, owner.epoch(), owner.inSync());
        epoch = owner.epoch();
        reached(ReplicaStep.CLAIM_WON);
        primary = Optional.of(new Primary(this, owner, nowNanos));
    }

    /**
     * The state is to be made anew from the disk, without records from a position on. Nothing is done after this.
     *
     * @param isOlder what is on the disk is not what this replica had, but an older state that another replica sent
     */
    void rebuild(long keepUntil, boolean isOlder) {
        isReplaced = isOlder;
        reached(ReplicaStep.BEFORE_REBUILD);
        LOG.info("{}: begins anew{}", this, keepUntil == Long.MAX_VALUE ? "" : " up to position " + keepUntil);
        rebuildFrom = OptionalLong.of(keepUntil);
    }

    OptionalLong rebuildFrom() {
        return rebuildFrom;
    }

    /** Whether after a rebuild the log holds everything that was acknowledged: not if it was replaced by an older snapshot. */
    boolean isComplete() {
        return !isReplaced && (primary.isPresent() || standby.isComplete());
    }

    boolean logEpochBegan(PartitionOwner owner) {
        return logOwn(records.epochBegan(owner));
    }

    boolean logInSyncChanged(PartitionOwner owner) {
        return logOwn(records.inSyncChanged(owner));
    }

    /** Logs a record of the replica itself; nothing has to be executed for it. */
    private boolean logOwn(int length) {
        long start = log.end();
        boolean isExecuted = executed == start;
        boolean hasRoom = isExecuted
                || start + Journal.recordBytes(length) - executed
                        <= log.window().capacity();
        // What is not executed yet is in the window alone, and must stay there.
        if (!hasRoom || !log.append(records.buffer(), length)) {
            return false;
        }
        log.history().note(start, records.buffer());
        if (isExecuted) {
            executed = log.end();
        }
        return true;
    }

    /** A command was logged, and is executed in the same turn. Hot path. */
    void logged() {
        executed = log.end();
    }

    /** If it is the primary. */
    Optional<Primary> primary() {
        return primary;
    }

    /** Its part while it is not the primary. */
    Standby standby() {
        return standby;
    }

    boolean isServing() {
        return rebuildFrom.isEmpty() && primary.isPresent() && primary.get().isServing();
    }

    boolean isPrimary() {
        return primary.isPresent();
    }

    /** Whether another replica's snapshot is about to replace the log. */
    boolean isInstalling() {
        return primary.isEmpty() && standby.isInstalling();
    }

    boolean isAllExecuted() {
        return executed == log.end();
    }

    ReplicaView view() {
        Role role = role();
        List<String> inSync = primary.isPresent() ? primary.get().owner().inSync() : standby.inSync();
        return new ReplicaView(
                role,
                primaryName(),
                epoch,
                inSync,
                log.start(),
                log.end(),
                log.journal().durablePosition(),
                log.history().lastEpoch(),
                log.history().version(),
                commit.get(),
                executed);
    }

    /** Name of the primary that it knows, empty if none. */
    String primaryName() {
        return primary.isPresent() ? worker() : standby.primary();
    }

    Role role() {
        if (rebuildFrom.isPresent()) {
            return Role.REBUILDING;
        }
        if (primary.isPresent()) {
            return primary.get().isServing() ? Role.PRIMARY : Role.RECOVERING;
        }
        if (standby.primary().isEmpty()) {
            return Role.RECOVERING;
        }
        return standby.inSync().contains(worker()) ? Role.STANDBY : Role.LEARNER;
    }

    /** Reads in the background and goes on here. */
    void inBackground(BackgroundTask task) {
        background.execute(() -> {
            Runnable then = task.run();
            if (!doneInBackground.offer(then)) {
                throw new IllegalStateException("more than " + MAX_BACKGROUND + " results wait for the lane");
            }
        });
    }

    void reached(ReplicaStep step) {
        observer.reached(step);
    }

    int partition() {
        return identity.partition();
    }

    String worker() {
        return identity.worker();
    }

    long incarnation() {
        return identity.incarnation();
    }

    boolean isClaimingUnowned() {
        return identity.isClaimingUnowned();
    }

    Durability durability() {
        return durability;
    }

    ReplicaTimes times() {
        return times;
    }

    ReplicaLog log() {
        return log;
    }

    CommitPosition commit() {
        return commit;
    }

    ReplicaState state() {
        return state;
    }

    ReplicaMessages messages() {
        return messages;
    }

    RegisterDialogue register() {
        return register;
    }

    long epoch() {
        return epoch;
    }

    long executed() {
        return executed;
    }

    long nowNanos() {
        return nowNanos;
    }

    @Override
    public String toString() {
        return "partition " + identity.partition() + " on worker " + identity.worker();
    }
}
