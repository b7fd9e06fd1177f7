package io.gantry.orderbook;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.OrderType;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Walks every link of a book and says what is not as it must be. Slow, allocates. */
final class Validator {

    private final Market market;
    private final OpenOrders open;
    private final Orders orders;
    private final Details details;
    private final OrderChecks checks;
    private final BitSet slotsSeen = new BitSet();
    private final BitSet detailsSeen = new BitSet();
    private final Map<Long, Integer> perAccount = new HashMap<>();
    private final Set<Long> arrivals = new HashSet<>();
    private final BookOrder shown = new BookOrder();
    private int ordersSeen;
    private int stopsSeen;
    private int expiriesSeen;

    Validator(Market market, OpenOrders open) {
        this.market = market;
        this.open = open;
        orders = open.orders;
        details = open.details;
        checks = new OrderChecks(market, open.arrivals());
    }

    /** @throws IllegalStateException naming the first fault */
    void validate() {
        walk(open.bids, false);
        walk(open.asks, false);
        walk(open.buyStops, true);
        walk(open.sellStops, true);
        TreeWalk trees = new TreeWalk(open, this::require, level -> see(slotsSeen, level, "empty level"));
        trees.walk(open.bids);
        trees.walk(open.asks);
        trees.walk(open.buyStops);
        trees.walk(open.sellStops);
        trees.walkFree();
        walkFree(orders, slotsSeen, "order or level");
        walkFree(details, detailsSeen, "details");
        require(ordersSeen == open.size(), ordersSeen + " orders in queues, " + open.size() + " counted");
        require(ordersSeen == open.index.size(), ordersSeen + " orders in queues, " + open.index.size() + " indexed");
        require(stopsSeen == open.stops(), stopsSeen + " stops in queues, " + open.stops() + " counted");
        require(expiriesSeen == open.expiries.size(), expiriesSeen + " orders expire, not " + open.expiries.size());
        checkExpiries();
        checkCounts();
        checkSides();
        checkDepth(open.bids);
        checkDepth(open.asks);
    }

    private void walk(Ladder ladder, boolean stops) {
        long before = -1;
        for (int level = ladder.best(); level != 0; level = ladder.after(level)) {
            long price = orders.price(level);
            require(ladder.key(price) > before || before == -1, "level " + price + " is out of order");
            before = ladder.key(price);
            see(slotsSeen, level, "level");
            require(orders.id(level) == 0, "level " + price + " has an order id");
            require(orders.next(level) != level, "level " + price + " is empty");
            walkQueue(ladder, level, stops);
        }
    }

    private void walkQueue(Ladder ladder, int level, boolean stops) {
        long arrivalBefore = 0;
        int before = level;
        for (int slot = orders.next(level); slot != level; slot = orders.next(slot)) {
            see(slotsSeen, slot, "order");
            open.copy(slot, shown);
            require(orders.previous(slot) == before, shown + " is linked to another order before it");
            require(shown.arrival() > arrivalBefore, shown + " arrived before the one before it");
            require((shown.type() != OrderType.LIMIT) == stops, shown + " is in the wrong queue");
            require(
                    ladder == (stops ? open.stops(shown.side()) : open.side(shown.side())),
                    shown + " is on the wrong side");
            require((stops ? shown.stopPrice() : shown.price()) == orders.price(level), shown + " is at another level");
            checkOrder(slot);
            before = slot;
            arrivalBefore = shown.arrival();
        }
        require(orders.previous(level) == before, "level " + orders.price(level) + " has another last order");
    }

    private void checkOrder(int slot) {
        try {
            checks.check(shown);
        } catch (IllegalArgumentException bad) {
            require(false, bad.getMessage());
        }
        require(open.index.find(shown.orderId()) == slot, shown + " is not in the index");
        long key = BookHash.key(shown.orderId(), shown.account(), shown.price(), shown.tag());
        if (shown.isSpecial()) {
            see(detailsSeen, orders.details(slot), "details");
            key += details.key(orders.details(slot));
            int place = details.place(orders.details(slot));
            require((shown.expireNanos() != 0) == (place != 0), shown + " is not in the expiry queue as it should");
            require(place == 0 || open.expiries.at(place) == slot, shown + " is not at its place in the expiry queue");
            expiriesSeen += place == 0 ? 0 : 1;
            stopsSeen += shown.type() == OrderType.LIMIT ? 0 : 1;
        } else {
            require(orders.details(slot) == 0, shown + " has details");
        }
        require(orders.key(slot) == key, shown + " has another hash key");
        require(arrivals.add(shown.arrival()), shown + " has the arrival of another order");
        perAccount.merge(shown.account(), 1, Integer::sum);
        ordersSeen++;
    }

    private void walkFree(Slots slots, BitSet seen, String what) {
        int free = slots.firstFree();
        while (free != 0) {
            see(seen, free, "free " + what);
            require(slots != orders || orders.id(free) == 0, "free slot " + free + " has an order id");
            free = slots.nextFree(free);
        }
        require(
                seen.cardinality() == slots.top() - 1,
                slots.top() - 1 - seen.cardinality() + " records of an " + what + " are lost");
    }

    private void checkExpiries() {
        for (int place = 2; place <= open.expiries.size(); place++) {
            int parent = open.expiries.at(place / 2);
            require(
                    !open.expiries.isBefore(open.expiries.at(place), parent),
                    "order " + orders.id(parent) + " is before an earlier one in the expiry queue");
        }
        long next =
                open.expiries.size() == 0 ? Long.MAX_VALUE : details.expireNanos(orders.details(open.expiries.at(1)));
        require(open.expiries.next() == next, "next expiry is " + next + ", not " + open.expiries.next());
    }

    private void checkCounts() {
        require(open.counts.isKept() == (market.rules().maxOpenOrders() != 0), "orders are counted against the rules");
        if (open.counts.isKept()) {
            require(open.counts.size() == perAccount.size(), "orders of another number of accounts are counted");
            perAccount.forEach((account, count) -> require(
                    open.counts.of(account) == count,
                    "account " + account + " has " + count + " orders, " + open.counts.of(account) + " counted"));
        }
    }

    private void checkSides() {
        boolean crossed = open.isCrossed();
        require(
                !crossed || !market.state().isContinuous(),
                "bid " + open.bids.bestPrice() + " and ask " + open.asks.bestPrice() + " cross");
        BookFigures figures =
                new BookFigures(market.state(), market.rules(), market.lastTradePrice(), open.arrivals(), open.size());
        require(figures.orders() == ordersSeen, "figures tell another number of orders");
    }

    private void checkDepth(Ladder ladder) {
        for (int level = ladder.best(); level != 0 && open.isDepthWanted(); level = ladder.after(level)) {
            long price = orders.price(level);
            require(ladder.find(price) == level, "level " + price + " is not found");
            require(
                    orders.shown(level) == open.depth.visible(level)
                            && orders.shownOrders(level) == open.depth.count(level),
                    "level " + price + " shows " + orders.shown(level) + " of " + orders.shownOrders(level)
                            + " orders, not " + open.depth.visible(level) + " of " + open.depth.count(level));
        }
    }

    private void see(BitSet seen, int slot, String what) {
        require(slot > 0, what + " has no slot");
        require(!seen.get(slot), what + " in slot " + slot + " is in use twice");
        seen.set(slot);
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalStateException("book of " + market.instrument.symbol() + ": " + fault);
        }
    }
}
