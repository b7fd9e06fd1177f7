package io.gantry.migration;

import io.gantry.engine.api.partition.Cut;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Brings a durable copy of each symbol to the target, a few chunks being under way at a time. */
final class CopyStep implements Step {

    /** Chunks that are sent before the first of them is acknowledged. */
    static final int WINDOW = 4;

    private final MigrationSession session;
    private final Patience patience;
    private final Ends ends;
    private final List<Cut> sealed = new ArrayList<>();

    CopyStep(MigrationSession session, Patience patience, Ends ends) {
        this.session = session;
        this.patience = patience;
        this.ends = ends;
    }

    @Override
    public void run(long deadlineNanos) {
        for (MovingSymbol symbol : session.symbols()) {
            stage(symbol, deadlineNanos);
        }
        for (CompletionStage<Cut> seal : seals()) {
            sealed.add(patience.await(seal, deadlineNanos));
        }
    }

    private void stage(MovingSymbol symbol, long deadlineNanos) {
        List<byte[]> chunks = patience.await(
                Ends.call(() -> ends.source().copy(session.sourcePartition(), symbol.symbolId(), session.id())),
                deadlineNanos);
        ArrayDeque<CompletionStage<Void>> underWay = new ArrayDeque<>(WINDOW);
        for (int i = 0; i < chunks.size(); i++) {
            if (underWay.size() == WINDOW) {
                patience.await(underWay.remove(), deadlineNanos);
            }
            int index = i;
            byte[] chunk = chunks.get(i);
            underWay.add(Ends.call(() ->
                    ends.target().stage(session.targetPartition(), symbol.symbolId(), session.id(), index, chunk)));
            session.copied(chunk.length);
        }
        while (!underWay.isEmpty()) {
            patience.await(underWay.remove(), deadlineNanos);
        }
    }

    private List<CompletionStage<Cut>> seals() {
        return session.symbols().stream()
                .map(symbol ->
                        Ends.call(() -> ends.target().seal(session.targetPartition(), symbol.symbolId(), session.id())))
                .toList();
    }

    /** What the target made of the copies, in the order of the symbols. */
    List<Cut> sealed() {
        return List.copyOf(sealed);
    }

    @Override
    public CompletionStage<Void> undo() {
        return Ends.forEach(
                session.symbols(),
                symbol -> ends.target().discard(session.targetPartition(), symbol.symbolId(), session.id()));
    }
}
