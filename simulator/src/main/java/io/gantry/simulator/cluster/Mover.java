package io.gantry.simulator.cluster;

import io.gantry.engine.api.partition.PartitionException;
import io.gantry.partition.PartitionControls;
import io.gantry.partition.Role;
import io.gantry.simulator.check.GateAsked;
import io.gantry.simulator.check.SymbolFigures;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.Violation;
import java.util.List;

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
    private final Errand errand;
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
        this.gate = gate;
        errand = new Errand("move", means, worker, process, gate);
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
        errand.check(gates -> gates.asked(gate));
        errand.when(controls.gate(gate.symbolId(), gate.migrationId()), (cut, failure) -> {
            errand.note("gate", failure);
            if (failure != null) {
                isOver = true;
                errand.check(gates -> gates.isOpen(gate));
            } else if (!isOver) {
                errand.check(gates -> gates.holds(gate, cut));
                next();
            }
        });
        errand.after(holdNanos, this::giveUp);
    }

    private void next() {
        errand.after(dice.between(holdNanos / 50, holdNanos / 3), this::step);
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
        errand.when(controls.copy(gate.symbolId(), gate.migrationId()), (image, failure) -> {
            errand.note("copy", failure);
            if (failure == null) {
                SymbolFigures figures = read(image);
                errand.check(gates -> gates.copied(gate, figures));
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
        errand.when(controls.gate(gate.symbolId(), gate.migrationId()), (cut, failure) -> {
            errand.note("gate again", failure);
            if (failure != null) {
                requireLost("was closed, but is refused to its owner: " + failure.getMessage());
            } else if (!isOver) {
                errand.check(gates -> gates.holds(gate, cut));
            }
        });
    }

    private void gateForOther() {
        errand.check(gates -> gates.asked(others));
        errand.when(controls.gate(gate.symbolId(), others.migrationId()), (cut, failure) -> {
            errand.note("gate for another", failure);
            if (failure == null) {
                requireLost("was given to another");
                controls.reopen(gate.symbolId(), others.migrationId());
            }
            errand.check(gates -> gates.isOpen(others));
        });
    }

    private void copyForOther() {
        errand.when(controls.copy(gate.symbolId(), others.migrationId()), (image, failure) -> {
            errand.note("copy for another", failure);
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
        errand.after(dice.between(0, LONGEST_LEFT), this::openWhatIsLeft);
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
        errand.reopen(controls);
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
            errand.check(gates -> {
                throw gates.broken(gate, what);
            });
        }
    }
}
