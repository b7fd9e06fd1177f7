package io.gantry.migration;

import io.gantry.engine.api.cluster.SymbolOwner;

/**
 * A symbol on the move.
 *
 * @param name its name
 * @param symbolId its number
 * @param sourceEpoch epoch of the owner that gives it away
 */
record MovingSymbol(String name, int symbolId, long sourceEpoch) {

    static MovingSymbol of(SymbolOwner owner) {
        return new MovingSymbol(owner.symbol(), owner.instrument().symbolId(), owner.epoch());
    }

    /** Epoch of the owner that gets it. */
    long targetEpoch() {
        return sourceEpoch + 1;
    }
}
