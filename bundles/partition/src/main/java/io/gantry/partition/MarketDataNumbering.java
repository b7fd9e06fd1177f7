package io.gantry.partition;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Side;
import java.util.Optional;

/**
 * One symbol's market data, as long as somebody wants them: the trades of each command, the levels that it changed, and the best prices if they are other
 * ones, numbered without a gap. Begins with a snapshot. Not part of the state: whether they are wanted, and their numbers, are this replica's own. Hot path.
 */
final class MarketDataNumbering {

    private final int symbolId;
    private final OrderBook book;
    private final Best bid = new Best();
    private final Best ask = new Best();
    private Optional<MarketDataMessages> messages = Optional.empty();
    private boolean isOpen;
    private long sequence;
    private long subscriptions;
    private boolean isTopTouched;

    /** The best level of a side, as it was told last. */
    private static final class Best implements OrderBook.LevelVisitor {
        private long price;
        private long quantity;
        private long priceNow;
        private long quantityNow;

        @Override
        public void level(long levelPrice, long levelQuantity, int orders) {
            priceNow = levelPrice;
            quantityNow = levelQuantity;
        }

        boolean isChanged(OrderBook book, Side side) {
            priceNow = 0;
            quantityNow = 0;
            book.bestLevel(side, this);
            boolean changed = price != priceNow || quantity != quantityNow;
            price = priceNow;
            quantity = quantityNow;
            return changed;
        }
    }

    MarketDataNumbering(int symbolId, OrderBook book) {
        this.symbolId = symbolId;
        this.book = book;
    }

    boolean isOpen() {
        return isOpen;
    }

    /**
     * Somebody wants them. If nobody did before, they begin: with all levels as they are now.
     *
     * @param lastEvent number of the symbol's last event
     * @return how often this was called
     */
    long subscribed(long lastEvent, MarketDataOutput output) {
        if (!isOpen) {
            isOpen = true;
            sequence = 0;
            messages = Optional.of(new MarketDataMessages(symbolId, output));
            book.tellDepth(true);
            bid.isChanged(book, Side.BUY);
            ask.isChanged(book, Side.SELL);
            DepthSnapshotMessages snapshot = new DepthSnapshotMessages(symbolId, 0, lastEvent, output);
            for (Side side : Side.values()) {
                book.forEachLevel(side, (price, quantity, orders) -> snapshot.level(side, price, quantity, orders));
            }
            snapshot.end();
        }
        return ++subscriptions;
    }

    /**
     * Nobody wants them any more, unless somebody has come in the meantime.
     *
     * @param seen how many had come when that was found
     */
    void unwanted(long seen) {
        if (isOpen && seen == subscriptions) {
            isOpen = false;
            messages = Optional.empty();
            book.tellDepth(false);
        }
    }

    /** Two orders traded. Only while it is open. */
    void traded(Side aggressor, long price, long quantity, long eventSequence, long timeNanos) {
        messages.orElseThrow().trade(++sequence, eventSequence, timeNanos, aggressor, price, quantity);
    }

    /** A level has become another one. Only while it is open. */
    void depth(Side side, long price, long quantity, int orders, long eventSequence) {
        messages.orElseThrow().delta(++sequence, eventSequence, side, price, quantity, orders);
        boolean isTop =
                side == Side.BUY ? bid.quantity == 0 || price >= bid.price : ask.quantity == 0 || price <= ask.price;
        isTopTouched |= isTop;
    }

    /** A command or tick is over. */
    void settle(long eventSequence) {
        if (!isTopTouched) {
            return;
        }
        isTopTouched = false;
        if (bid.isChanged(book, Side.BUY) | ask.isChanged(book, Side.SELL)) {
            messages.orElseThrow().best(++sequence, eventSequence, bid.price, bid.quantity, ask.price, ask.quantity);
        }
    }
}
