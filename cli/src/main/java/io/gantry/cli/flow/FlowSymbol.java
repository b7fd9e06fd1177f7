package io.gantry.cli.flow;

import io.gantry.engine.api.order.Instrument;

/**
 * A symbol that a flow trades, and its grid.
 *
 * @param name as {@link Instrument#requireSymbol} wants it
 * @param priceDecimals how many decimals a price unit has
 * @param tickSize prices of the flow are multiples of this many price units
 * @param lotSize quantities of the flow are multiples of this many quantity units
 */
public record FlowSymbol(String name, int priceDecimals, long tickSize, long lotSize) {

    public FlowSymbol {
        new Instrument(name, 1, priceDecimals, tickSize, lotSize);
    }

    /** The same under the number that the register gave it. */
    public Instrument instrument(int symbolId) {
        return new Instrument(name, symbolId, priceDecimals, tickSize, lotSize);
    }
}
