package io.gantry.simulator.cluster;

import io.gantry.partition.PartitionControls;
import io.gantry.simulator.check.GateAsked;
import io.gantry.simulator.check.GateCheck;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What somebody does who moves a symbol, in the process whose gate it is: nothing is heard and nothing done any more once that is dead.
 *
 * @param kind of errand, for those who read or count what was done
 */
record Errand(String kind, Means means, SimulatedWorker worker, WorkerProcess process, GateAsked gate) {

    /** Hears the answer, if the process lives when it comes. What is wrong with it the referee keeps: whoever answers may swallow it. */
    <T> void when(CompletionStage<T> answer, BiConsumer<T, Throwable> then) {
        answer.whenComplete((value, failure) -> {
            if (!process.isDead()) {
                then.accept(value, failure);
            }
        });
    }

    /** Does something later, if the process lives then. */
    void after(long nanos, Runnable action) {
        means.schedule().after(nanos, () -> worker.inProcess(process.incarnation(), action));
    }

    void check(Consumer<GateCheck> check) {
        means.referee().gates(check);
    }

    /** Somebody answered, or refused. */
    void note(String what, Throwable failure) {
        means.tally().count(kind + ": " + what + (failure == null ? "" : " refused"));
        means.trace()
                .note(
                        kind,
                        gate.symbolId(),
                        failure == null ? 1 : 0,
                        () -> gate + ": " + what + (failure == null ? "" : " refused: " + failure.getMessage()));
    }

    /** Has the gate opened again, and what waited behind it looked at. */
    void reopen(PartitionControls controls) {
        long turns = process.laneTurns(gate.partition());
        AtomicReference<GateCheck.Opening> opening = new AtomicReference<>();
        check(gates -> opening.set(gates.opening(gate, controls.waiting(gate.symbolId()))));
        when(controls.reopen(gate.symbolId(), gate.migrationId()), (nothing, failure) -> {
            note("reopen", failure);
            check(gates -> gates.isOpen(gate));
            if (failure == null && process.laneTurns(gate.partition()) == turns + 1) {
                check(gates -> gates.opened(opening.get()));
            }
        });
    }
}
