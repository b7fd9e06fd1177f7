package io.gantry.migration;

import io.gantry.engine.api.partition.ExportSide;
import io.gantry.engine.api.partition.ImportSide;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The two ends of a move.
 *
 * @param source gives
 * @param target takes
 */
record Ends(ExportSide source, ImportSide target) {

    /** Calls; an exception and a missing stage become a failed one. */
    static <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        try {
            CompletionStage<T> stage = call.get();
            return stage == null ? CompletableFuture.failedStage(new StepFailure("no answer was given")) : stage;
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    /** Calls for every symbol at once; done when all are. */
    static CompletionStage<Void> forEach(
            List<MovingSymbol> symbols, Function<MovingSymbol, CompletionStage<Void>> action) {
        return CompletableFuture.allOf(symbols.stream()
                .map(symbol -> call(() -> action.apply(symbol)).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }
}
