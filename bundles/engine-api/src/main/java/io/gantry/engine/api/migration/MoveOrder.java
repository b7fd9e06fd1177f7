package io.gantry.engine.api.migration;

import java.util.List;

/**
 * What an operator asks for.
 *
 * @param symbols to move, all from one partition
 * @param targetPartition where to
 * @param strategy how
 */
public record MoveOrder(List<String> symbols, int targetPartition, String strategy) {

    public MoveOrder {
        symbols = List.copyOf(symbols);
    }
}
