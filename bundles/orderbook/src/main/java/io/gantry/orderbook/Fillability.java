package io.gantry.orderbook;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.SelfTradePrevention;

/** Tells before an order trades whether it could trade a quantity at once. Hot path. */
final class Fillability {

    private final OpenOrders open;
    private final Orders orders;
    private final Matching matching;

    Fillability(OpenOrders open, Matching matching) {
        this.open = open;
        orders = open.orders;
        this.matching = matching;
    }

    /** Can a new order trade this much? */
    boolean canTrade(OrderCommand command, long quantity) {
        Ladder makers = open.side(command.side().opposite());
        long limitKey = matching.limitKey(command.type(), command.side(), command.price(), makers);
        long needed = quantity;
        int level = makers.best();
        while (level != 0 && makers.key(orders.price(level)) <= limitKey) {
            needed = command.selfTradePrevention() == SelfTradePrevention.NONE
                    ? neededAfter(level, needed)
                    : neededAfter(level, needed, command);
            if (needed <= 0) {
                return needed == 0;
            }
            level = makers.after(level);
        }
        return false;
    }

    /** What is still needed after a level, 0 if nothing. */
    private long neededAfter(int level, long before) {
        long needed = before;
        int maker = orders.next(level);
        while (maker != level) {
            long remaining = orders.remaining(maker);
            if (remaining >= needed) {
                return 0;
            }
            needed -= remaining;
            maker = orders.next(maker);
        }
        return needed;
    }

    /** The same with self-trade prevention; -1 if it ends here, without enough. */
    private long neededAfter(int level, long before, OrderCommand command) {
        boolean skipsOwn = command.selfTradePrevention() == SelfTradePrevention.EXPIRE_MAKER;
        long needed = before;
        long neededOfVisible = before;
        int maker = orders.next(level);
        while (maker != level) {
            boolean own = matching.isOwn(command.account(), command.group(), maker);
            if (own && !skipsOwn) {
                return -1;
            }
            if (!own) {
                needed = Math.max(0, needed - orders.remaining(maker));
                neededOfVisible -= open.visible(maker);
                if (neededOfVisible <= 0 || (skipsOwn && needed == 0)) {
                    return 0;
                }
            }
            maker = orders.next(maker);
        }
        return needed;
    }
}
