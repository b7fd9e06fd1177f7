package io.gantry.simulator.cluster;

import io.gantry.engine.api.partition.PartitionException;
import io.gantry.partition.PartitionControls;
import io.gantry.partition.Role;
import io.gantry.simulator.check.GateAsked;
import io.gantry.simulator.check.GateCheck;
import io.gantry.simulator.check.SymbolFigures;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.Violation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Somebody who begins to move a symbol and gives up: has it gated, copies it, asks twice and under another id, and opens the gate again, or dies. It lives in
 * the process whose gate it is, and dies with it. What it leaves when only it dies, somebody else opens under its id.
 */
final class Mover {

    private static final long MILLI = 1_000_000;
    private static final long LONGEST_LEFT = 120 * MILLI;
    private static final int REOPENS = 750;
    private static final int TWICE = 300;

    private final Means means;
    private final SimulatedWorker worker;
    private final WorkerProcess process;
    private final Hosted hosted;
    private final PartitionControls controls;
    private final GateAsked gate;
    private final GateAsked others;
    private final long holdNanos;
    private final Dice dice;
    private boolean isOver;

    private Mover(
            Means means, SimulatedWorker worker, WorkerProcess process, GateAsked gate, long holdNanos, Dice dice) {
        this.means = means;
        this.worker = worker;
        this.process = process;
        this.gate = gate;
        this.holdNanos = holdNanos;
        this.dice = dice;
        hosted = process.hosted().get(gate.partition() - 1);
        controls = hosted.controls();
        others = new GateAsked(
                gate.worker(), gate.partition(), gate.epoch(), gate.symbolId(), gate.migrationId() + "-other");
    }

    /** Begins, if the worker lives and leads the symbol's partition. */
    static void begin(Means means, SimulatedWorker worker, Fault move) {
        worker.process()
                .ifPresent(process -> process.deliver(() -> {
                    int symbolId = move.other();
                    int partition = means.symbols().owner(symbolId).partition();
                    PartitionControls controls =
                            process.hosted().get(partition - 1).controls();
                    controls.replica()
                            .filter(view -> view.role() == Role.PRIMARY)
                            .ifPresent(view -> {
                                String id = "m" + move.atNanos() + "-" + symbolId;
                                GateAsked gate = new GateAsked(worker.worker(), partition, view.epoch(), symbolId, id);
                                new Mover(means, worker, process, gate, move.forNanos(), new Dice(move.detail()))
                                        .gate();
                            });
                }));
    }

    private void gate() {
        means.tally().count("moves begun");
        check(gates -> gates.asked(gate));
        when(controls.gate(gate.symbolId(), gate.migrationId()), (cut, failure) -> {
            note("gate", failure);
            if (failure != null) {
                isOver = true;
                check(gates -> gates.isOpen(gate));
            } else if (!isOver) {
                check(gates -> gates.holds(gate, cut));
                next();
            }
        });
        after(holdNanos, this::giveUp);
    }

    private void next() {
        after(dice.between(holdNanos / 50, holdNanos / 3), this::step);
    }

    private void step() {
        if (!isStillHeld()) {
            return;
        }
        switch (dice.below(7)) {
            case 0, 1, 2 -> copy();
            case 3 -> gateAgain();
            case 4 -> gateForOther();
            case 5 -> copyForOther();
            default -> controls.reopen(gate.symbolId(), others.migrationId());
        }
        next();
    }

    private void copy() {
        when(controls.copy(gate.symbolId(), gate.migrationId()), (image, failure) -> {
            note("copy", failure);
            if (failure == null) {
                SymbolFigures figures = read(image);
                check(gates -> gates.copied(gate, figures));
            } else {
                requireLost("was closed, but the copy is refused: " + failure.getMessage());
            }
        });
    }

    private SymbolFigures read(List<byte[]> image) {
        try {
            return Exhibition.figures(controls.read(gate.symbolId(), gate.migrationId(), image));
        } catch (PartitionException bad) {
            throw means.referee().keep(new Violation("I12", gate + ": what was copied is not good", bad));
        }
    }

    private void gateAgain() {
        when(controls.gate(gate.symbolId(), gate.migrationId()), (cut, failure) -> {
            note("gate again", failure);
            if (failure != null) {
                requireLost("was closed, but is refused to its owner: " + failure.getMessage());
            } else if (!isOver) {
                check(gates -> gates.holds(gate, cut));
            }
        });
    }

    private void gateForOther() {
        check(gates -> gates.asked(others));
        when(controls.gate(gate.symbolId(), others.migrationId()), (cut, failure) -> {
            note("gate for another", failure);
            if (failure == null) {
                requireLost("was given to another");
                controls.reopen(gate.symbolId(), others.migrationId());
            }
            check(gates -> gates.isOpen(others));
        });
    }

    private void copyForOther() {
        when(controls.copy(gate.symbolId(), others.migrationId()), (image, failure) -> {
            note("copy for another", failure);
            if (failure == null) {
                requireLost("let another copy");
            }
        });
    }

    private void giveUp() {
        if (isOver) {
            return;
        }
        if (dice.chance(REOPENS)) {
            reopen();
            if (dice.chance(TWICE)) {
                controls.reopen(gate.symbolId(), gate.migrationId());
            }
            return;
        }
        means.tally().count("movers that died");
        after(dice.between(0, LONGEST_LEFT), this::openWhatIsLeft);
        isOver = true;
    }

    private void openWhatIsLeft() {
        if (!leads()) {
            return;
        }
        if (dice.flip()) {
            controls.gate(gate.symbolId(), gate.migrationId());
        }
        reopen();
    }

    private void reopen() {
        isOver = true;
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

    /** Whether the replica still leads the epoch of the gate. */
    private boolean leads() {
        return controls.replica()
                .filter(view -> hosted.partition().failure().isEmpty())
                .filter(view -> view.role() == Role.PRIMARY && view.epoch() == gate.epoch())
                .isPresent();
    }

    private boolean isStillHeld() {
        return !isOver && leads();
    }

    private void requireLost(String what) {
        if (isStillHeld()) {
            check(gates -> {
                throw gates.broken(gate, what);
            });
        }
    }

    private void check(Consumer<GateCheck> check) {
        means.referee().gates(check);
    }

    private void note(String what, Throwable failure) {
        means.tally().count(failure == null ? what + " done" : what + " refused");
        means.trace()
                .note(
                        "move",
                        gate.symbolId(),
                        failure == null ? 1 : 0,
                        () -> gate + ": " + what + (failure == null ? "" : " refused: " + failure.getMessage()));
    }

    /** Hears the answer, if the process lives when it comes. What is wrong with it the referee keeps: whoever answers may swallow it. */
    private <T> void when(CompletionStage<T> answer, BiConsumer<T, Throwable> then) {
        answer.whenComplete((value, failure) -> {
            if (!process.isDead()) {
                then.accept(value, failure);
            }
        });
    }

    private void after(long nanos, Runnable action) {
        means.schedule().after(nanos, () -> worker.inProcess(process.incarnation(), action));
    }
}
