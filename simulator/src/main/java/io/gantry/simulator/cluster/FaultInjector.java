package io.gantry.simulator.cluster;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.journal.Durability;
import io.gantry.partition.ReplicaStep;
import io.gantry.simulator.trade.Venue;
import io.gantry.simulator.world.CrashNow;
import io.gantry.simulator.world.RegisterManners;
import java.util.ArrayList;
import java.util.List;

/**
 * Has faults happen, as far as the promises of the durability allow it: what loses more than a cluster claims to survive is left out, and counted. When
 * all is to be well again, it puts everything right that does not heal by itself.
 */
final class FaultInjector implements StepListener {

    private static final long MILLI = 1_000_000;
    private static final long OPERATOR_NANOS = 20 * MILLI;
    private static final long OPERATOR_PATIENCE_NANOS = 30 * MILLI;

    private record Armed(Fault fault) {}

    private final Means means;
    private final List<SimulatedWorker> workers;
    private final Venue venue;
    private final List<Armed> armed = new ArrayList<>();
    private boolean isOver;

    FaultInjector(Means means, List<SimulatedWorker> workers, Venue venue) {
        this.means = means;
        this.workers = workers;
        this.venue = venue;
    }

    /** Has all of them happen, counted from a time on. */
    void schedule(List<Fault> faults, long fromNanos) {
        for (Fault fault : faults) {
            means.schedule().at(fromNanos + fault.atNanos(), () -> {
                if (!isOver) {
                    happen(fault);
                }
            });
        }
        means.schedule().after(OPERATOR_NANOS, this::operate);
    }

    private void happen(Fault fault) {
        SimulatedWorker worker = worker(fault.worker());
        means.trace().note("fault", fault.kind().ordinal(), fault.worker(), fault::toString);
        means.tally().count("fault " + fault.kind());
        switch (fault.kind()) {
            case KILL -> crash(worker, false, fault.forNanos());
            case POWER -> crash(worker, true, fault.forNanos());
            case CRASH_AT_STEP -> armed.add(new Armed(fault));
            case CRASH_AT_DISK ->
                worker.disk().faults().crashAfter((int) fault.detail(), () -> crashWithin(worker, fault));
            case POWER_ALL -> workers.forEach(one -> crash(one, true, fault.forNanos() + one.index()));
            case BLACKOUT -> blackout(fault);
            case RESTART -> restart(worker, fault);
            case PAUSE -> pause(worker, fault.forNanos());
            case CUT -> cut(worker.worker(), worker(fault.other()).worker(), fault.forNanos());
            case ISOLATE ->
                workers.forEach(other -> {
                    cut(worker.worker(), other.worker(), fault.forNanos());
                    cut(other.worker(), worker.worker(), fault.forNanos());
                });
            case SLOW_LINK -> slow(worker.worker(), worker(fault.other()).worker(), fault);
            case CLOCK_JUMP -> {
                worker.clock().jump(fault.detail());
                worker.process().ifPresent(WorkerProcess::clockJumped);
            }
            case REGISTER_DOWN -> {
                means.register().down(true);
                means.schedule().after(fault.forNanos(), () -> means.register().down(false));
            }
            case REGISTER_BAD -> {
                means.register().behave(RegisterManners.BAD);
                means.schedule()
                        .after(
                                fault.forNanos(),
                                () -> means.register().behave(means.shape().register()));
            }
            case DISK_FULL -> fill(worker, fault.forNanos());
            case SYNC_FAILS -> failSync(worker);
            case DISK_SLOW -> slowDisk(worker, fault);
            case ROT -> rot(worker, fault.detail() == 1);
            case WIPE -> wipe(worker, fault.forNanos());
            case CONNECTIONS_BREAK -> venue.breakConnections(worker.worker());
            case EGRESS_SLOW -> slowEgress(worker, fault);
            case GIVEN_UP_MOVE -> Mover.begin(means, worker, fault);
            case MOVE -> Transfer.begin(means, workers, fault);
        }
    }

    private SimulatedWorker worker(int index) {
        return index == Fault.PRIMARY ? primary() : workers.get(index);
    }

    @Override
    public void reached(SimulatedWorker worker, int partition, ReplicaStep step) {
        means.tally().count("reached " + step);
        if (step == ReplicaStep.SESSION_BEGAN) {
            means.referee()
                    .sessionBegan(
                            worker.worker(),
                            partition,
                            worker.process().orElseThrow().epoch(partition));
        }
        means.trace().note("step", worker.index(), step.ordinal(), () -> worker.worker() + " reached " + step);
        for (Armed one : List.copyOf(armed)) {
            Fault fault = one.fault();
            if (!isOver && fault.step() == step && mayCrash(worker)) {
                armed.remove(one);
                means.tally().count("crashed at " + step);
                crash(worker, fault.isPowerFailure(), fault.forNanos());
                throw new CrashNow(step.name());
            }
        }
    }

    private void crashWithin(SimulatedWorker worker, Fault fault) {
        if (!isOver && mayCrash(worker)) {
            means.tally().count("crashed at a change of the disk");
            crash(worker, fault.isPowerFailure(), fault.forNanos());
            throw new CrashNow("disk");
        }
    }

    private void crash(SimulatedWorker worker, boolean isPowerFailure, long downNanos) {
        if (worker.process().isEmpty()) {
            return;
        }
        if (!mayCrash(worker)) {
            means.tally().count("faults left out");
            return;
        }
        worker.crash(isPowerFailure);
        means.schedule().after(downNanos, worker::start);
    }

    /**
     * Whether what this worker has in memory may be lost: with {@code replicated+fsync} always, unless its disk is damaged, so that it may not come back; with {@code replicated} only if in each state that the register has or may
     * come to have another in-sync replica lives, has everything, and knows it.
     */
    private boolean mayCrash(SimulatedWorker worker) {
        if (means.shape().durability() == Durability.REPLICATED_FSYNC && !worker.isDamaged()) {
            return true;
        }
        for (int partition = 1; partition <= means.shape().partitions(); partition++) {
            for (PartitionOwner owner : means.register().possible(partition)) {
                if (!hasOther(owner, worker)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean hasOther(PartitionOwner owner, SimulatedWorker worker) {
        for (SimulatedWorker other : workers) {
            boolean isGood = other != worker
                    && owner.inSync().contains(other.worker())
                    && !other.isDamaged()
                    && isReliable(other, owner.partition())
                    && means.referee().holdsAll(other.worker(), owner.partition());
            if (isGood) {
                return true;
            }
        }
        return false;
    }

    /** Whether a replica would be good for taking over, if it has everything. */
    private boolean isReliable(SimulatedWorker worker, int partition) {
        return means.shape().durability() == Durability.REPLICATED_FSYNC
                || worker.isUp()
                        && !worker.process().orElseThrow().isDiskSuspect()
                        && !worker.disk().faults().isFailing()
                        && worker.process().orElseThrow().isComplete(partition);
    }

    /** Whether a worker's disk may be lost: nobody may count on its replicas, nor on another's that is damaged. */
    private boolean mayLose(SimulatedWorker worker) {
        for (int partition = 1; partition <= means.shape().partitions(); partition++) {
            if (means.register().record(partition).isEmpty()) {
                // Nobody knows who counts on whom.
                return false;
            }
            for (PartitionOwner owner : means.register().possible(partition)) {
                if (owner.inSync().contains(worker.worker())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether bits of a worker's disk may rot: all others' are whole, and one of them has everything on disk. */
    private boolean mayRot(SimulatedWorker worker) {
        if (means.shape().durability() != Durability.REPLICATED_FSYNC
                || worker.disk().faults().isFailing()
                || workers.stream().anyMatch(SimulatedWorker::isDamaged)) {
            return false;
        }
        for (int partition = 1; partition <= means.shape().partitions(); partition++) {
            if (means.register().record(partition).isEmpty()) {
                // All that were in-sync will be waited for.
                return false;
            }
            for (PartitionOwner owner : means.register().possible(partition)) {
                boolean isElsewhere = workers.stream()
                        .anyMatch(other -> other != worker
                                && owner.inSync().contains(other.worker())
                                && means.referee().holdsAll(other.worker(), owner.partition()));
                if (!isElsewhere) {
                    return false;
                }
            }
        }
        return true;
    }

    private SimulatedWorker primary() {
        String name = means.register().record(1).map(PartitionOwner::worker).orElse("");
        return workers.stream()
                .filter(worker -> worker.worker().equals(name))
                .findFirst()
                .orElse(workers.get(0));
    }

    /** All end at once; the register, which is kept in their memory, may be gone with them. */
    private void blackout(Fault fault) {
        boolean isPossible = workers.stream().noneMatch(SimulatedWorker::isDamaged)
                && workers.stream().noneMatch(worker -> worker.isBlank() || hasEmptyLog(worker))
                && (means.shape().durability() == Durability.REPLICATED_FSYNC
                        || workers.stream().allMatch(this::mayStop));
        if (!isPossible) {
            means.tally().count("faults left out");
            return;
        }
        for (SimulatedWorker worker : workers) {
            if (means.shape().durability() == Durability.REPLICATED_FSYNC) {
                worker.crash(true);
            } else {
                worker.stop();
            }
            long downNanos = fault.forNanos() + worker.index() * worker.index() * MILLI;
            means.schedule().after(downNanos, worker::start);
        }
        if (fault.detail() == 1) {
            means.register().forget();
        }
    }

    /** All that it had was lost with its machine, as its durability allows. */
    private boolean hasEmptyLog(SimulatedWorker worker) {
        for (int partition = 1; partition <= means.shape().partitions(); partition++) {
            if (means.referee().committedEnd(partition) > 0
                    && means.referee().hasEmptyLog(worker.worker(), partition)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayStop(SimulatedWorker worker) {
        return worker.isUp()
                && !worker.process().orElseThrow().isPaused()
                && !worker.process().orElseThrow().isDiskSuspect()
                && !worker.disk().faults().isFailing();
    }

    private void restart(SimulatedWorker worker, Fault fault) {
        if (mayStop(worker)) {
            boolean isSure = worker.process().orElseThrow().isComplete();
            boolean hasEndedWell = worker.stop();
            if (fault.detail() == 1 && isSure && hasEndedWell) {
                worker.losePowerWhileDown();
            }
            means.schedule().after(fault.forNanos(), worker::start);
        }
    }

    private void pause(SimulatedWorker worker, long forNanos) {
        worker.process().ifPresent(live -> {
            live.pause();
            means.schedule().after(forNanos, live::resume);
        });
    }

    private void cut(String from, String to, long forNanos) {
        means.network().cut(from, to);
        means.schedule().after(forNanos, () -> means.network().mend(from, to));
    }

    private void slow(String from, String to, Fault fault) {
        means.network().slow(from, to, fault.detail());
        means.schedule().after(fault.forNanos(), () -> means.network().slow(from, to, 0));
    }

    private void fill(SimulatedWorker worker, long forNanos) {
        worker.disk().faults().full(true);
        means.schedule().after(forNanos, () -> worker.disk().faults().full(false));
    }

    private void failSync(SimulatedWorker worker) {
        if (mayCrash(worker) && !worker.isDamaged()) {
            worker.disk().faults().failNextSync();
        }
    }

    private void slowDisk(SimulatedWorker worker, Fault fault) {
        worker.process().ifPresent(live -> {
            if (fault.other() == 1) {
                live.slowLog(fault.detail());
            } else {
                live.slowDisk(fault.detail());
            }
            means.schedule().after(fault.forNanos(), () -> live.slowDisk(0));
        });
    }

    private void slowEgress(SimulatedWorker worker, Fault fault) {
        worker.process().ifPresent(live -> {
            live.slowEgress(fault.detail());
            means.schedule().after(fault.forNanos(), () -> live.slowEgress(0));
        });
    }

    private void rot(SimulatedWorker worker, boolean isOfSnapshot) {
        if (mayRot(worker)) {
            worker.rot(isOfSnapshot);
        } else {
            means.tally().count("faults left out");
        }
    }

    private void wipe(SimulatedWorker worker, long downNanos) {
        boolean isLastWhole = workers.stream().anyMatch(other -> other != worker && other.isDamaged());
        // Its primary may be about to count on it.
        boolean isStandby = worker.process().filter(WorkerProcess::isStandby).isPresent();
        if (isLastWhole || isStandby || !mayLose(worker)) {
            means.tally().count("faults left out");
            return;
        }
        worker.crash(true);
        worker.wipe();
        means.schedule().after(downNanos, worker::start);
    }

    /** What people do: start again what is out of service, replace disks that are damaged once nobody counts on them. */
    private void operate() {
        for (SimulatedWorker worker : workers) {
            if (worker.hasRefused() && mayLose(worker)) {
                worker.wipe();
                worker.start();
            }
            if (isOver && worker.isDamaged() && mayCrash(worker)) {
                // Now it shows whether anybody misses what has rotted.
                worker.crash(false);
            }
            if (worker.process().isEmpty() && (isOver || worker.wantsStart())) {
                worker.start();
            }
            worker.process()
                    .filter(live -> live.hasFailedFor(OPERATOR_PATIENCE_NANOS) && mayCrash(worker))
                    .ifPresent(live -> {
                        worker.crash(false);
                        worker.start();
                    });
        }
        means.schedule().after(OPERATOR_NANOS, this::operate);
    }

    /** From now on nothing goes wrong any more. */
    void heal() {
        isOver = true;
        armed.clear();
        means.network().heal();
        means.register().down(false);
        means.register().behave(RegisterManners.GOOD);
        for (SimulatedWorker worker : workers) {
            worker.disk().faults().heal();
            worker.process().ifPresent(live -> {
                live.slowDisk(0);
                live.slowEgress(0);
                live.resume();
            });
            worker.start();
        }
    }
}
