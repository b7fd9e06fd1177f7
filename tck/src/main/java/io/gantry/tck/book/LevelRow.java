package io.gantry.tck.book;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Side;
import java.util.ArrayList;
import java.util.List;

/** A price level as everybody sees it. */
record LevelRow(Side side, long price, long quantity, int orders) {

    /** The levels that a book shows: bids, then asks, each best first. */
    static List<LevelRow> shownBy(OrderBook book) {
        List<LevelRow> rows = new ArrayList<>();
        for (Side side : Side.values()) {
            book.forEachLevel(side, (price, quantity, orders) -> rows.add(new LevelRow(side, price, quantity, orders)));
        }
        return rows;
    }

    /** The levels of resting orders that are shown in their order, by adding up what is not hidden. */
    static List<LevelRow> of(List<BookRow> resting) {
        List<LevelRow> rows = new ArrayList<>();
        for (BookRow row : resting) {
            long visible = row.remaining() - row.hidden();
            int last = rows.size() - 1;
            if (last >= 0 && rows.get(last).isOf(row.side(), row.price())) {
                rows.set(last, rows.get(last).plus(visible));
            } else {
                rows.add(new LevelRow(row.side(), row.price(), visible, 1));
            }
        }
        return rows;
    }

    boolean isOf(Side ofSide, long ofPrice) {
        return side == ofSide && price == ofPrice;
    }

    private LevelRow plus(long more) {
        return new LevelRow(
                side, price, quantity > Long.MAX_VALUE - more ? Long.MAX_VALUE : quantity + more, orders + 1);
    }

    /** Must it be told before another one? */
    boolean isBefore(LevelRow other) {
        if (side != other.side) {
            return side == Side.BUY;
        }
        return side == Side.BUY ? price > other.price : price < other.price;
    }

    /** How scenarios write it. */
    @Override
    public String toString() {
        return "level " + (side == Side.BUY ? "buy " : "sell ") + quantity + "@" + price + " orders " + orders;
    }
}
