package io.gantry.engine.api.migration;

import java.util.HashSet;
import java.util.List;

/**
 * What a strategy is asked to plan. Checked by the engine against the register: the symbols exist, are in the source partition and do not
 * move already; the target is another partition on a live worker.
 *
 * @param symbols one or more, all in the source partition; they switch together
 * @param source where they are
 * @param target where they go
 * @param strategy the strategy's name
 */
public record MigrationRequest(List<String> symbols, Place source, Place target, String strategy) {

    public MigrationRequest {
        symbols = List.copyOf(symbols);
        if (symbols.isEmpty()) {
            throw new IllegalArgumentException("no symbol to move");
        }
        if (new HashSet<>(symbols).size() != symbols.size()) {
            throw new IllegalArgumentException("a symbol is named twice: " + symbols);
        }
        if (source.partition() == target.partition()) {
            throw new IllegalArgumentException("source and target are both partition " + source.partition());
        }
    }
}
