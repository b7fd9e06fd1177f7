package io.gantry.orderbook;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/**
 * The open orders, resting and waiting: the only class that lets one in, changes it or lets it go, and so keeps queues, index, details,
 * expiry, counts, depth, hash and snapshot in step. Hot path.
 */
final class OpenOrders {

    private static final int SIDE_SHIFT = Long.numberOfTrailingZeros(
            BookOrder.flags(Side.SELL, false, TimeInForce.GTC, SelfTradePrevention.NONE, false));

    final Orders orders;
    final Details details;
    final Nodes nodes;
    final IdIndex index;
    final Ladder bids;
    final Ladder asks;
    final Ladder buyStops;
    final Ladder sellStops;
    final ExpiryQueue expiries;
    final AccountCounts counts = new AccountCounts();
    final PublicDepth depth;

    private final Ladder[] sides;
    /** Must changes be told to {@link #depth}? Here, for it is asked at every change. */
    private boolean isDepthWanted;

    private long hash;
    private long arrivals;
    private int size;
    private int stops;

    OpenOrders(Market market) {
        String symbol = market.instrument.symbol();
        orders = new Orders(symbol);
        details = new Details(symbol);
        nodes = new Nodes(symbol);
        index = new IdIndex(orders);
        bids = new Ladder(orders, nodes, market.ticks, true);
        asks = new Ladder(orders, nodes, market.ticks, false);
        sides = new Ladder[] {bids, asks};
        buyStops = new Ladder(orders, nodes, market.ticks, false);
        sellStops = new Ladder(orders, nodes, market.ticks, true);
        expiries = new ExpiryQueue(orders, details);
        depth = new PublicDepth(this);
    }

    boolean isDepthWanted() {
        return isDepthWanted;
    }

    void wantDepth(boolean wanted) {
        if (wanted && !isDepthWanted) {
            depth.count();
        }
        isDepthWanted = wanted;
    }

    /** The sum of all orders' hashes. */
    long hash() {
        return hash;
    }

    /** How often an order joined a queue or began to wait. */
    long arrivals() {
        return arrivals;
    }

    void arrivals(long value) {
        arrivals = value;
    }

    int size() {
        return size;
    }

    /** How many of them wait. */
    int stops() {
        return stops;
    }

    Ladder side(Side side) {
        return sides[side.ordinal()];
    }

    /** The side of a tag. No branch here: which side is next nobody can foresee. */
    Ladder ownSide(long tag) {
        return sides[(int) (tag >>> SIDE_SHIFT) & 1];
    }

    Ladder otherSide(long tag) {
        return sides[(int) (~tag >>> SIDE_SHIFT) & 1];
    }

    Ladder stops(Side side) {
        return side == Side.BUY ? buyStops : sellStops;
    }

    private Ladder ladderOf(int slot) {
        long tag = orders.tag(slot);
        if (tag < 0 && details.type(orders.details(slot)) != OrderType.LIMIT) {
            return stops(BookOrder.sideOf(tag));
        }
        return ownSide(tag);
    }

    private long nextTag(long flags) {
        if (arrivals == BookOrder.MAX_ARRIVAL) {
            throw new IllegalStateException("all " + arrivals + " arrivals are used up");
        }
        return ++arrivals | flags;
    }

    /** Do bids and asks cross? */
    boolean isCrossed() {
        return !asks.isEmpty() && bids.isReachedBy(bids.key(asks.bestPrice()));
    }

    /** What an order has open in its queue. */
    long visible(int slot) {
        return orders.tag(slot) < 0
                ? orders.remaining(slot) - details.hidden(orders.details(slot))
                : orders.remaining(slot);
    }

    /** Lets a plain order in, at the back of its level. */
    void rest(long id, long account, Ladder ladder, long price, long remaining, long flags) {
        int slot = orders.allocate();
        orders.beforeChange(slot);
        long tag = nextTag(flags);
        long key = BookHash.key(id, account, price, tag);
        orders.write(slot, id, account, price, remaining, tag, 0, key);
        ladder.join(slot, price);
        index.add(id, slot);
        size++;
        hash += BookHash.order(key, remaining);
        if (counts.isKept()) {
            counts.add(account);
        }
        if (isDepthWanted) {
            depth.change(slot, remaining, 1);
        }
    }

    /** Lets what is left of an order in: at the back of its level if it is LIMIT, else to wait. */
    void enter(Incoming order) {
        boolean special = order.isSpecial();
        long flags = BookOrder.flags(order.side, order.postOnly, order.timeInForce, order.prevention, special);
        if (!special) {
            rest(order.id, order.account, side(order.side), order.price, order.remaining, flags);
            return;
        }
        long visible = order.displayQuantity == 0 ? order.remaining : Math.min(order.displayQuantity, order.remaining);
        insert(
                order.id,
                order.account,
                order.price,
                order.remaining,
                nextTag(flags),
                details.add(
                        order.type,
                        order.group,
                        order.stopPrice,
                        order.displayQuantity,
                        order.remaining - visible,
                        order.expireNanos));
    }

    /** Lets an order in whose tag and details are made. */
    void insert(long id, long account, long price, long remaining, long tag, int itsDetails) {
        int slot = place(id, account, price, remaining, tag, itsDetails);
        ladderOf(slot).join(slot, joinPrice(slot));
        index.add(id, slot);
        if (isDepthWanted) {
            depth.change(slot, visible(slot), 1);
        }
    }

    /** As {@link #insert}, but for the queue and the index. */
    int place(long id, long account, long price, long remaining, long tag, int itsDetails) {
        int slot = orders.allocate();
        orders.beforeChange(slot);
        long key = BookHash.key(id, account, price, tag) + (itsDetails == 0 ? 0 : details.key(itsDetails));
        orders.write(slot, id, account, price, remaining, tag, itsDetails, key);
        size++;
        hash += hashOf(slot);
        if (counts.isKept()) {
            counts.add(account);
        }
        if (itsDetails != 0) {
            if (details.expireNanos(itsDetails) != 0) {
                expiries.add(slot);
            }
            stops += details.type(itsDetails) == OrderType.LIMIT ? 0 : 1;
        }
        return slot;
    }

    /** Puts an order without a place into its queue, at the back. */
    void join(int slot) {
        ladderOf(slot).join(slot, joinPrice(slot));
    }

    /** Price of the level that an order belongs to: a stop waits at its stop price. */
    long joinPrice(int slot) {
        if (orders.tag(slot) < 0 && details.type(orders.details(slot)) != OrderType.LIMIT) {
            return details.stopPrice(orders.details(slot));
        }
        return orders.price(slot);
    }

    /** An order's summand of the hash. */
    long hashOf(int slot) {
        return orders.tag(slot) < 0
                ? BookHash.order(orders.key(slot), orders.remaining(slot), details.hidden(orders.details(slot)))
                : orders.plainHash(slot);
    }

    /** Lets an order go. */
    void remove(int slot) {
        orders.beforeChange(slot);
        hash -= hashOf(slot);
        if (isDepthWanted) {
            depth.change(slot, -visible(slot), -1);
        }
        int level = orders.unlink(slot);
        if (level != 0) {
            ladderOf(slot).close(level);
        }
        forget(slot);
    }

    /** Takes a plain order out of its queue; {@link #takePlace} or {@link #forget} must follow. */
    void leavePlace(int slot, Ladder ladder) {
        orders.beforeChange(slot);
        hash -= orders.plainHash(slot);
        if (isDepthWanted) {
            depth.change(slot, -orders.remaining(slot), -1);
        }
        int level = orders.unlink(slot);
        if (level != 0) {
            ladder.close(level);
        }
    }

    /** Puts a plain order that left its place at the back of another level. */
    void takePlace(int slot, Ladder ladder, long price, long remaining) {
        long tag = nextTag(orders.tag(slot) & ~BookOrder.MAX_ARRIVAL);
        long key = BookHash.key(orders.id(slot), orders.account(slot), price, tag);
        orders.moveTo(slot, price, remaining, tag, key);
        ladder.join(slot, price);
        hash += BookHash.order(key, remaining);
        if (isDepthWanted) {
            depth.change(slot, remaining, 1);
        }
    }

    /** Lets go an order that is in no queue any more. */
    void forget(int slot) {
        if (orders.tag(slot) < 0) {
            forgetDetails(orders.details(slot), slot);
        }
        if (counts.isKept()) {
            counts.remove(orders.account(slot));
        }
        index.remove(orders.id(slot), slot);
        orders.erase(slot);
        size--;
    }

    private void forgetDetails(int itsDetails, int slot) {
        if (details.place(itsDetails) != 0) {
            expiries.remove(slot);
        }
        stops -= details.type(itsDetails) == OrderType.LIMIT ? 0 : 1;
        details.release(itsDetails);
    }

    /** Makes an order smaller in its place; of an iceberg the hidden part goes first. */
    void shrink(int slot, long remaining) {
        orders.beforeChange(slot);
        hash -= hashOf(slot);
        if (isDepthWanted && visible(slot) > remaining) {
            depth.change(slot, remaining - visible(slot), 0);
        }
        if (orders.tag(slot) < 0) {
            int itsDetails = orders.details(slot);
            long visible = orders.remaining(slot) - details.hidden(itsDetails);
            details.hidden(itsDetails, remaining - Math.min(visible, remaining));
        }
        orders.remaining(slot, remaining);
        hash += hashOf(slot);
    }

    /** Takes traded quantity off a plain order that has more. */
    void tradePlain(int slot, long remaining) {
        orders.beforeChange(slot);
        long key = orders.key(slot);
        hash += BookHash.order(key, remaining) - BookHash.order(key, orders.remaining(slot));
        if (isDepthWanted) {
            depth.change(slot, remaining - orders.remaining(slot), 0);
        }
        orders.remaining(slot, remaining);
    }

    /**
     * Takes traded quantity off the visible part of an order with details. {@link #refresh} must follow when that is used up and
     * something is hidden, {@link #remove} when nothing is left.
     */
    void tradeVisible(int slot, long quantity) {
        orders.beforeChange(slot);
        hash -= hashOf(slot);
        orders.remaining(slot, orders.remaining(slot) - quantity);
        hash += hashOf(slot);
        if (isDepthWanted) {
            depth.change(slot, -quantity, 0);
        }
    }

    /** Shows an iceberg's next slice, at the back of its level. */
    void refresh(int slot) {
        int itsDetails = orders.details(slot);
        hash -= hashOf(slot);
        long remaining = orders.remaining(slot);
        details.hidden(itsDetails, remaining - Math.min(details.displayQuantity(itsDetails), remaining));
        long tag = nextTag(orders.tag(slot) & ~BookOrder.MAX_ARRIVAL);
        long price = orders.price(slot);
        long key = BookHash.key(orders.id(slot), orders.account(slot), price, tag) + details.key(itsDetails);
        orders.moveTo(slot, price, remaining, tag, key);
        int level = orders.unlink(slot);
        if (level == 0) {
            ladderOf(slot).join(slot, price);
        } else {
            orders.append(level, slot);
        }
        if (details.place(itsDetails) != 0) {
            expiries.arrivedAgain(slot);
        }
        hash += hashOf(slot);
        if (isDepthWanted) {
            depth.change(slot, visible(slot), 0);
        }
    }

    /** Begins or ends to count orders by account. */
    void keepCounts(boolean keep) {
        if (keep == counts.isKept()) {
            return;
        }
        if (!keep) {
            counts.drop();
            return;
        }
        counts.keep();
        for (int slot = 1; slot < orders.top(); slot++) {
            if (orders.id(slot) != 0) {
                counts.add(orders.account(slot));
            }
        }
    }

    /** Copies an order out. */
    BookOrder copy(int slot, BookOrder to) {
        to.plain(orders.id(slot), orders.account(slot), orders.price(slot), orders.remaining(slot), orders.tag(slot));
        if (to.isSpecial()) {
            int itsDetails = orders.details(slot);
            to.details(
                    details.type(itsDetails),
                    details.group(itsDetails),
                    details.stopPrice(itsDetails),
                    details.displayQuantity(itsDetails),
                    details.hidden(itsDetails),
                    details.expireNanos(itsDetails));
        }
        return to;
    }

    /** Copies an order out, to be entered again. */
    void copy(int slot, Incoming to) {
        long tag = orders.tag(slot);
        to.taker(
                orders.id(slot),
                orders.account(slot),
                BookOrder.sideOf(tag),
                BookOrder.preventionOf(tag),
                orders.price(slot),
                orders.remaining(slot));
        to.timeInForce = BookOrder.timeInForceOf(tag);
        to.postOnly = BookOrder.isPostOnly(tag);
        if (tag < 0) {
            int itsDetails = orders.details(slot);
            to.type = details.type(itsDetails);
            to.group = details.group(itsDetails);
            to.stopPrice = details.stopPrice(itsDetails);
            to.displayQuantity = details.displayQuantity(itsDetails);
            to.expireNanos = details.expireNanos(itsDetails);
        }
    }
}
