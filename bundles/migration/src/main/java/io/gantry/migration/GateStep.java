package io.gantry.migration;

import io.gantry.engine.api.migration.StepKind;
import io.gantry.engine.api.partition.Cut;
import io.gantry.engine.api.partition.ExportSide;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Holds the symbols' commands at the source. The pause is counted from the request on, so that it is never told too short. */
final class GateStep implements Step {

    private final MigrationSession session;
    private final Patience patience;
    private final ExportSide source;

    GateStep(MigrationSession session, Patience patience, Ends ends) {
        this.session = session;
        this.patience = patience;
        this.source = ends.source();
    }

    @Override
    public void run(long deadlineNanos) {
        session.gated();
        patience.gateCloses(session.budgetOf(StepKind.GATE));
        List<CompletionStage<Cut>> gates = session.symbols().stream()
                .map(symbol -> Ends.call(() -> source.gate(session.sourcePartition(), symbol.symbolId(), session.id())))
                .toList();
        session.cuts(
                gates.stream().map(gate -> patience.await(gate, deadlineNanos)).toList());
    }

    @Override
    public CompletionStage<Void> undo() {
        return Ends.forEach(
                        session.symbols(),
                        symbol -> source.reopen(session.sourcePartition(), symbol.symbolId(), session.id()))
                .thenRun(session::served);
    }
}
