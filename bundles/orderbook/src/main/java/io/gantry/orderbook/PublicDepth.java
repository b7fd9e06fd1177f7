package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;

/**
 * What everybody sees of the resting orders, level by level. While somebody wants it, sums are kept at the levels with every change, and
 * the levels that changed are told at the end of a command; else this costs a test and no more. Hot path.
 */
final class PublicDepth {

    private final OpenOrders open;
    private final Orders orders;
    private final Details details;
    private final SideDepth bids;
    private final SideDepth asks;

    PublicDepth(OpenOrders open) {
        this.open = open;
        orders = open.orders;
        details = open.details;
        bids = new SideDepth(orders, open.bids, Side.BUY);
        asks = new SideDepth(orders, open.asks, Side.SELL);
    }

    /** Begins: counts all there is, in the order of memory, which is much sooner done than queue by queue. */
    void count() {
        bids.clear();
        asks.clear();
        for (int slot = 1; slot < orders.top(); slot++) {
            if (orders.id(slot) != 0 && isSeen(slot)) {
                sideOf(slot).count(orders.price(slot), open.visible(slot));
            }
        }
    }

    private boolean isSeen(int slot) {
        return orders.tag(slot) >= 0 || details.type(orders.details(slot)) == OrderType.LIMIT;
    }

    private SideDepth sideOf(int slot) {
        return open.ownSide(orders.tag(slot)) == open.bids ? bids : asks;
    }

    /**
     * An order shows more or less at its price than before: one that came is in its queue already, one that goes is still there.
     *
     * @param more quantity, below zero if it is less
     * @param moreOrders 1 if it came, -1 if it goes, else 0
     */
    void change(int slot, long more, int moreOrders) {
        if (isSeen(slot)) {
            sideOf(slot).change(orders.price(slot), more, moreOrders);
        }
    }

    /** Tells what has changed since the last call. */
    void tell(BookEvents events) {
        bids.tell(events);
        asks.tell(events);
    }

    /** Shows all levels, also if nobody wants to be told of changes. */
    void forEachLevel(Side side, OrderBook.LevelVisitor visitor) {
        Ladder ladder = open.side(side);
        for (int level = ladder.best(); level != 0; level = ladder.after(level)) {
            show(level, visitor);
        }
    }

    /** Shows a level. */
    void show(int level, OrderBook.LevelVisitor visitor) {
        if (open.isDepthWanted()) {
            visitor.level(orders.price(level), orders.shown(level), orders.shownOrders(level));
        } else {
            visitor.level(orders.price(level), visible(level), count(level));
        }
    }

    /** What a level's orders show, by walking its queue. */
    long visible(int level) {
        long sum = 0;
        for (int slot = orders.next(level); slot != level; slot = orders.next(slot)) {
            sum += Math.min(open.visible(slot), Long.MAX_VALUE - sum);
        }
        return sum;
    }

    /** How many orders a level has, by walking its queue. */
    int count(int level) {
        int count = 0;
        for (int slot = orders.next(level); slot != level; slot = orders.next(slot)) {
            count++;
        }
        return count;
    }
}
