package io.gantry.client;

import io.gantry.engine.api.order.Instrument;

/**
 * Where a symbol is, as the client knows it.
 *
 * @param instrument the symbol
 * @param partition its partition
 * @param epoch rises with every move of the symbol
 * @param worker name of the worker, empty if not known
 * @param host of the worker, empty if not known
 * @param port of the worker, 0 if not known
 */
public record SymbolRoute(Instrument instrument, int partition, long epoch, String worker, String host, int port) {

    /** The symbol's name. */
    public String symbol() {
        return instrument.symbol();
    }
}
