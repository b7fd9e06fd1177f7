package io.gantry.cli.flow;

import java.util.List;

/** The symbols of a generated flow, busiest first: a few real pairs with their usual prices, then S9, S10 and so on. */
final class SymbolNames {
    private static final List<Listing> PAIRS = List.of(
            new Listing(new FlowSymbol("BTCUSDT", 2, 10, 1), 670_000),
            new Listing(new FlowSymbol("ETHUSDT", 2, 1, 1), 350_000),
            new Listing(new FlowSymbol("SOLUSDT", 2, 1, 1), 15_000),
            new Listing(new FlowSymbol("XRPUSDT", 4, 1, 1), 5_200),
            new Listing(new FlowSymbol("BNBUSDT", 1, 1, 1), 5_900),
            new Listing(new FlowSymbol("DOGEUSDT", 5, 1, 1), 12_300),
            new Listing(new FlowSymbol("ADAUSDT", 4, 1, 1), 4_500),
            new Listing(new FlowSymbol("AVAXUSDT", 2, 1, 1), 3_500));
    private static final int FIRST_BASE_TICK = 10_000;
    private static final int BASE_TICK_STEP = 37;

    private SymbolNames() {}

    static Listing listing(int index) {
        return index < PAIRS.size()
                ? PAIRS.get(index)
                : new Listing(
                        new FlowSymbol("S" + (index + 1), 2, 1, 1), FIRST_BASE_TICK + (long) index * BASE_TICK_STEP);
    }

    /**
     * A symbol and where its price starts.
     *
     * @param baseTick start price in ticks, above half the levels of a {@link ModelBook}
     */
    record Listing(FlowSymbol symbol, long baseTick) {

        long price(int level) {
            return (baseTick - ModelBook.MIDDLE + level) * symbol.tickSize();
        }
    }
}
