package io.gantry.benchmarks.book;

/**
 * What a book has done, folded from its events: only what the events of both sorts of books tell. Equal digests mean the same
 * accepted and refused commands, the same trades in the same order, the same cancellations and reductions.
 */
public final class BookDigest {
    private static final long ORDER = 0x9e3779b97f4a7c15L;
    private static final long OWNER = 0xd1b54a32d192ed03L;
    private static final long PRICE = 0xaef17502108ef2d9L;
    private static final long QUANTITY = 0xc6d1d6c8ed0c9631L;
    private static final long SHIFT = 31;

    private long trades;
    private long volume;
    private long taken;
    private long refused;
    private long tradesFolded;
    private long restFolded;

    /** A new order was taken, or one was moved. */
    void taken(long orderId, long price) {
        taken++;
        restFolded = restFolded * SHIFT + orderId * ORDER + price * PRICE;
    }

    void traded(
            long makerOrderId, long makerAccount, long price, long quantity, boolean isMakerDone, boolean isTakerDone) {
        trades++;
        volume += quantity;
        tradesFolded = tradesFolded * SHIFT
                + makerOrderId * ORDER
                + makerAccount * OWNER
                + price * PRICE
                + quantity * QUANTITY
                + (isMakerDone ? 1 : 0)
                + (isTakerDone ? 2 : 0);
    }

    /** Open quantity of an order went away without a trade. */
    void ended(long orderId, long price, long quantity, boolean isDone) {
        restFolded = restFolded * SHIFT + orderId * ORDER + price * PRICE + quantity * QUANTITY + (isDone ? 1 : 0);
    }

    void refused(long orderId) {
        refused++;
        restFolded = restFolded * SHIFT + orderId * QUANTITY;
    }

    /** How many trades there were. */
    public long trades() {
        return trades;
    }

    /** Lots traded. */
    public long volume() {
        return volume;
    }

    /** New orders and moves that were taken. */
    public long taken() {
        return taken;
    }

    /** Commands that were refused. */
    public long refused() {
        return refused;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BookDigest that
                && trades == that.trades
                && volume == that.volume
                && taken == that.taken
                && refused == that.refused
                && tradesFolded == that.tradesFolded
                && restFolded == that.restFolded;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(tradesFolded ^ restFolded);
    }

    @Override
    public String toString() {
        return trades + " trades of " + volume + " lots, " + taken + " taken, " + refused + " refused, folded "
                + Long.toHexString(tradesFolded) + " and " + Long.toHexString(restFolded);
    }
}
