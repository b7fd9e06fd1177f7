package io.gantry.simulator.cluster;

import io.gantry.partition.ReplicaView;
import io.gantry.partition.Role;
import io.gantry.simulator.world.CrashNow;
import io.gantry.simulator.world.Violation;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Watches one run of a worker for the referee: what its replicas say of themselves, whether one fails, what is thrown. Of a dead process it says nothing. */
final class ProcessWatch {

    private static final long NEVER = Long.MAX_VALUE;

    private final SimulatedWorker worker;
    private final Means means;
    private final BooleanSupplier isDead;
    private final int diskFailures;
    private long failedNanos = NEVER;

    ProcessWatch(SimulatedWorker worker, Means means, BooleanSupplier isDead) {
        this.worker = worker;
        this.means = means;
        this.isDead = isDead;
        diskFailures = worker.disk().faults().failures();
    }

    /** Whether the disk has failed since the process began, so that it may fail, too. */
    boolean isDiskSuspect() {
        return worker.isDamaged() || worker.disk().faults().failures() > diskFailures;
    }

    /** Since when one of its partitions is out of service. */
    boolean hasFailedFor(long nanos) {
        return failedNanos != NEVER && means.schedule().now() - failedNanos >= nanos;
    }

    /** Tells the referee what the replica says of itself now. */
    void report(Hosted one) {
        if (isDead.getAsBoolean()) {
            return;
        }
        one.controls().replica().ifPresent(view -> {
            means.referee()
                    .reported(
                            worker.worker(), one.number(), view, one.controls().isComplete());
        });
        if (!one.partition().failure().isEmpty() && failedNanos == NEVER) {
            failedNanos = means.schedule().now();
            if (!isDiskSuspect()) {
                throw means.referee()
                        .keep(new Violation(
                                "FAILED",
                                "partition " + one.number() + " on " + worker.worker() + " is out of service: "
                                        + one.partition().failure()));
            }
            means.tally().count("replicas out of service");
        }
    }

    /** Who serves does so on a state that has everything in its log. */
    void requireExecuted(Hosted one) {
        if (!isDead.getAsBoolean()) {
            one.controls().replica().ifPresent(view -> requireExecuted(one.number(), view));
        }
    }

    private void requireExecuted(int partition, ReplicaView view) {
        if (view.role() == Role.PRIMARY && view.executedPosition() != view.appendedPosition()) {
            throw means.referee()
                    .keep(new Violation(
                            "I2",
                            worker.worker() + " serves partition " + partition + " and has executed its log up to "
                                    + view.executedPosition() + ", which ends at " + view.appendedPosition()));
        }
    }

    /** A turn of something of the process; answers what that answers, below zero if the process died in it. */
    int guarded(String what, IntSupplier turn) {
        try {
            return turn.getAsInt();
        } catch (CrashNow crash) {
            return -1;
        } catch (Violation violation) {
            throw means.referee().keep(violation);
        } catch (RuntimeException failure) {
            if (isDead.getAsBoolean()) {
                return -1;
            }
            throw unexpected(what, failure);
        }
    }

    /** Something was thrown that should not be. */
    Violation unexpected(String what, RuntimeException failure) {
        return means.referee()
                .keep(new Violation("THROWN", what + " of " + worker.worker() + " threw " + failure, failure));
    }
}
