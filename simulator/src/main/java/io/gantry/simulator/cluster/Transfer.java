package io.gantry.simulator.cluster;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.partition.Cut;
import io.gantry.partition.PartitionControls;
import io.gantry.partition.Role;
import io.gantry.simulator.check.GateAsked;
import io.gantry.simulator.world.Dice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Moves a symbol to the other partition: claim, gate, copy, stage, seal, compare, change of the owner, open, release. It lives in the process of the source's primary and
 * dies with it, or at any step; it goes back when it is told no, or when it takes too long. Somebody else takes the claim of a dead one away.
 */
final class Transfer {

    private static final long MILLI = 1_000_000;
    private static final long LONGEST_LEFT = 60 * MILLI;
    private static final long LONGEST_WAY = 3 * MILLI;
    private static final int DIES = 25;

    private final Means means;
    private final List<SimulatedWorker> workers;
    private final SimulatedWorker worker;
    private final WorkerProcess process;
    private final PartitionControls source;
    private final GateAsked gate;
    private final Errand errand;
    private final int target;
    private final SymbolOwner claimed;
    private final Dice dice;
    private boolean isOver;

    private Transfer(
            Means means,
            List<SimulatedWorker> workers,
            SimulatedWorker worker,
            WorkerProcess process,
            GateAsked gate,
            Dice dice) {
        this.means = means;
        this.workers = workers;
        this.worker = worker;
        this.process = process;
        this.gate = gate;
        errand = new Errand("transfer", means, worker, process, gate);
        this.dice = dice;
        source = process.hosted().get(gate.partition() - 1).controls();
        target = 1 + gate.partition() % means.shape().partitions();
        claimed = means.symbols().owner(gate.symbolId()).withMigration(gate.migrationId());
    }

    /** Begins at the primary of the partition that has the symbol, unless it is moving already. */
    static void begin(Means means, List<SimulatedWorker> workers, Fault move) {
        SymbolOwner owner = means.symbols().owner(move.other());
        int partition = owner.partition();
        leader(means, workers, partition).ifPresent(worker -> {
            WorkerProcess process = worker.process().orElseThrow();
            process.deliver(() -> {
                long epoch = epochLed(process, partition);
                if (epoch > 0 && means.symbols().owner(move.other()).equals(owner) && !owner.isMoving()) {
                    String id = "t" + move.atNanos() + "-" + move.other();
                    GateAsked gate = new GateAsked(worker.worker(), partition, epoch, move.other(), id);
                    new Transfer(means, workers, worker, process, gate, new Dice(move.detail())).claim(move.forNanos());
                }
            });
        });
    }

    /** The live worker that leads a partition by the register. */
    private static Optional<SimulatedWorker> leader(Means means, List<SimulatedWorker> workers, int partition) {
        String name =
                means.register().record(partition).map(PartitionOwner::worker).orElse("");
        return workers.stream()
                .filter(one -> one.worker().equals(name) && one.process().isPresent())
                .findFirst();
    }

    /** The epoch in which a process leads a partition, 0 if it does not. */
    private static long epochLed(WorkerProcess process, int partition) {
        Hosted one = process.hosted().get(partition - 1);
        return one.controls()
                .replica()
                .filter(view ->
                        view.role() == Role.PRIMARY && one.partition().failure().isEmpty())
                .map(view -> view.epoch())
                .orElse(0L);
    }

    private void claim(long patienceNanos) {
        means.tally().count("transfers begun");
        means.symbols().change(claimed);
        errand.after(patienceNanos, () -> {
            if (!isOver) {
                goBack("it takes too long");
            }
        });
        // Of others, so that it happens whoever dies.
        means.schedule().after(patienceNanos + dice.between(0, LONGEST_LEFT), this::sweep);
        errand.check(gates -> gates.asked(gate));
        then("gate", source.gate(gate.symbolId(), gate.migrationId()), cut -> {
            errand.check(gates -> gates.holds(gate, cut));
            then("copy", source.copy(gate.symbolId(), gate.migrationId()), image -> {
                errand.check(gates -> gates.copied(
                        gate, Exhibition.figures(source.read(gate.symbolId(), gate.migrationId(), image))));
                stage(image, 0);
            });
        });
    }

    private void stage(List<byte[]> image, int index) {
        if (index == image.size()) {
            thenAtTarget("seal", there -> there.seal(gate.symbolId(), gate.migrationId()), this::sealed);
        } else {
            thenAtTarget(
                    "stage",
                    there -> there.stage(gate.symbolId(), gate.migrationId(), index, image.get(index)),
                    nothing -> stage(image, index + 1));
        }
    }

    private void sealed(Cut seal) {
        errand.check(gates -> gates.sealed(gate, seal));
        boolean isStill = means.symbols().owner(gate.symbolId()).equals(claimed)
                && means.register()
                        .record(gate.partition())
                        .filter(owner -> owner.epoch() == gate.epoch())
                        .isPresent();
        if (!isStill) {
            goBack("the register forbids it");
            return;
        }
        errand.check(gates -> gates.left(gate));
        isOver = true;
        SymbolOwner moved = claimed.movedTo(target);
        means.symbols().change(moved);
        means.tally().count("transfers done");
        errand.note("switch", null);
        // Where this is not heard, the keepers do it.
        atTarget(there -> there.open(gate.symbolId(), gate.migrationId(), moved.epoch()), (nothing, failure) -> {
            errand.note("open", failure);
            if (!dice.chance(DIES)) {
                source.release(gate.symbolId(), gate.migrationId(), target, moved.epoch());
            }
        });
    }

    private void goBack(String why) {
        means.tally().count("transfers given up");
        means.trace().note("transfer", gate.symbolId(), 0, () -> gate + ": goes back: " + why);
        unclaim();
        atTarget(there -> there.discard(gate.symbolId(), gate.migrationId()), (nothing, failure) -> {});
        reopen();
    }

    private boolean unclaim() {
        isOver = true;
        boolean isClaimed = means.symbols().owner(gate.symbolId()).equals(claimed);
        if (isClaimed) {
            means.symbols().change(claimed.withMigration(SymbolOwner.NO_MIGRATION));
        }
        return isClaimed;
    }

    /** Takes the claim of somebody dead away. */
    private void sweep() {
        if (unclaim()) {
            means.tally().count("claims swept");
            worker.inProcess(process.incarnation(), this::reopen);
        }
    }

    private void reopen() {
        if (epochLed(process, gate.partition()) == gate.epoch()) {
            errand.reopen(source);
        }
    }

    /** Goes on with what the source answers, unless it is over by then. */
    private <T> void then(String what, CompletionStage<T> answer, Consumer<T> next) {
        errand.when(answer, (value, failure) -> heard(what, value, failure, next));
    }

    private <T> void thenAtTarget(String what, Function<PartitionControls, CompletionStage<T>> call, Consumer<T> next) {
        atTarget(call, (value, failure) -> heard(what, value, failure, next));
    }

    private <T> void heard(String what, T value, Throwable failure, Consumer<T> next) {
        errand.note(what, failure);
        if (isOver) {
            return;
        }
        if (failure != null) {
            errand.after(0, () -> {
                if (!isOver) {
                    goBack(what + " is refused: " + failure.getMessage());
                }
            });
        } else if (dice.chance(DIES)) {
            means.tally().count("transfers that died at " + what);
            isOver = true;
        } else {
            errand.after(dice.between(0, LONGEST_WAY / 2), () -> {
                if (!isOver) {
                    next.accept(value);
                }
            });
        }
    }

    /** Asks whoever leads the target; question and answer take their time, and are lost with either process. */
    private <T> void atTarget(Function<PartitionControls, CompletionStage<T>> call, BiConsumer<T, Throwable> then) {
        Optional<SimulatedWorker> leader = leader(means, workers, target);
        if (leader.isEmpty()) {
            return;
        }
        SimulatedWorker other = leader.get();
        WorkerProcess there = other.process().orElseThrow();
        PartitionControls controls = there.hosted().get(target - 1).controls();
        means.schedule()
                .after(
                        dice.between(0, LONGEST_WAY),
                        () -> other.inProcess(
                                there.incarnation(),
                                () -> call.apply(controls).whenComplete((value, failure) -> {
                                    if (!there.isDead()) {
                                        errand.after(dice.between(0, LONGEST_WAY), () -> then.accept(value, failure));
                                    }
                                })));
    }
}
