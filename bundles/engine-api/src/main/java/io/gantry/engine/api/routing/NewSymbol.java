package io.gantry.engine.api.routing;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.order.Instrument;

/**
 * A symbol that is to be listed: an {@link Instrument} that has no number yet, and the partition it begins in.
 *
 * @param symbol name, see {@link Instrument#symbol()}
 * @param partition 1 to {@value PartitionOwner#MAX_PARTITION}
 * @param priceDecimals 0 to 12, for people only
 * @param tickSize in price units, above zero
 * @param lotSize in quantity units, above zero
 */
public record NewSymbol(String symbol, int partition, int priceDecimals, long tickSize, long lotSize) {

    private static final int ANY_NUMBER = 1;

    public NewSymbol {
        new Instrument(symbol, ANY_NUMBER, priceDecimals, tickSize, lotSize);
        if (partition < 1 || partition > PartitionOwner.MAX_PARTITION) {
            throw new IllegalArgumentException(
                    "symbol " + symbol + ": partition " + partition + " not in 1.." + PartitionOwner.MAX_PARTITION);
        }
    }

    /** The instrument, once it has its number. */
    public Instrument withNumber(int symbolId) {
        return new Instrument(symbol, symbolId, priceDecimals, tickSize, lotSize);
    }
}
