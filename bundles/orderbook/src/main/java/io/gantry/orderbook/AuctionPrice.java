package io.gantry.orderbook;

/**
 * Chooses the price of an auction among candidates: most quantity, then least surplus, then by the side of the surplus, then nearest to the
 * last trade.
 */
final class AuctionPrice {

    private final long lastTradePrice;
    private long executable = -1;
    private long surplus;
    private boolean alwaysDemand;
    private boolean alwaysSupply;
    private long lowest;
    private long highest;
    private long nearest;

    AuctionPrice(long lastTradePrice) {
        this.lastTradePrice = lastTradePrice;
    }

    /** Considers a price; they come rising. */
    void candidate(long price, long demand, long supply) {
        long itsExecutable = Math.min(demand, supply);
        long itsSurplus = Math.abs(demand - supply);
        if (itsExecutable < executable || (itsExecutable == executable && itsSurplus > surplus)) {
            return;
        }
        if (itsExecutable > executable || itsSurplus < surplus) {
            executable = itsExecutable;
            surplus = itsSurplus;
            alwaysDemand = true;
            alwaysSupply = true;
            lowest = price;
            nearest = price;
        }
        alwaysDemand &= demand > supply;
        alwaysSupply &= supply > demand;
        highest = price;
        if (Math.abs(price - lastTradePrice) < Math.abs(nearest - lastTradePrice)) {
            nearest = price;
        }
    }

    long price() {
        if (alwaysDemand) {
            return highest;
        }
        return alwaysSupply ? lowest : nearest;
    }
}
