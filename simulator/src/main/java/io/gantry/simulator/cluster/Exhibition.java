package io.gantry.simulator.cluster;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.Gate;
import io.gantry.partition.ReplicaView;
import io.gantry.partition.Role;
import io.gantry.partition.SymbolView;
import io.gantry.simulator.check.SymbolFigures;
import java.util.ArrayList;
import java.util.List;

/** Shows the referee what a process has of its symbols, and looks at what waits before them. */
final class Exhibition {

    private static final long MILLI = 1_000_000;

    private final String worker;
    private final Means means;
    private final ParkWatch parked;

    Exhibition(String worker, Means means) {
        this.worker = worker;
        this.means = means;
        parked = new ParkWatch(means.shape().settings().parkMillis() * MILLI);
    }

    /** The process was paused, or its clock set: what waits may wait as long as if it had just come. */
    void watchAnew() {
        parked.restart();
    }

    /** All replicas that have a state. */
    void show(List<Hosted> hosted, boolean isPaused) {
        List<OrderCommand> waiting = new ArrayList<>();
        for (Hosted one : hosted) {
            if (one.partition().failure().isEmpty()) {
                one.controls()
                        .replica()
                        .filter(view -> view.role() != Role.REBUILDING)
                        .ifPresent(view -> show(one, view, waiting));
            }
        }
        if (!isPaused) {
            parked.see(worker, waiting, means.schedule().now()).ifPresent(late -> {
                throw means.referee().keep(late);
            });
        }
    }

    private void show(Hosted one, ReplicaView view, List<OrderCommand> waiting) {
        List<SymbolView> symbols = one.controls().symbols();
        List<SymbolFigures> figures = symbols.stream().map(Exhibition::figures).toList();
        means.referee().showed(worker, one.number(), view.executedPosition(), figures);
        long epoch = view.role() == Role.PRIMARY ? view.epoch() : 0;
        for (SymbolView symbol : symbols) {
            if (symbol.gate() == Gate.HOLD) {
                waiting.addAll(one.controls().waiting(symbol.symbolId()));
                means.referee().gates(gates -> gates.showed(worker, one.number(), epoch, symbol.symbolId()));
            }
        }
    }

    /** What the referee compares of a symbol. */
    static SymbolFigures figures(SymbolView symbol) {
        return new SymbolFigures(
                symbol.symbolId(),
                symbol.commandSequence(),
                symbol.eventSequence(),
                symbol.eventChain(),
                symbol.timeNanos(),
                symbol.bookHash(),
                symbol.stateHash());
    }
}
