package io.gantry.cli.flow;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.SelfTradePrevention;

/**
 * What an order of a flow asks for beyond side, price and quantity. A new order uses all of it, a replace of a stop the stop
 * price.
 *
 * @param stopPrice the trade price that triggers a stop, in price units; else 0
 * @param displayQuantity the most that an iceberg shows; else 0
 * @param minQuantity what must trade at once; else 0
 * @param lifetimeNanos a GTD order's time from its sending to its expiry, so that a flow has no date of its own; else 0
 * @param group owners that prevention takes for one, 0 for none
 * @param selfTradePrevention what happens instead of a trade with an order of the same owner
 */
public record OrderTerms(
        long stopPrice,
        long displayQuantity,
        long minQuantity,
        long lifetimeNanos,
        long group,
        SelfTradePrevention selfTradePrevention) {

    /** Nothing more. */
    public static final OrderTerms PLAIN = new OrderTerms(0, 0, 0, 0, 0, SelfTradePrevention.NONE);

    OrderTerms stopAt(long value) {
        return new OrderTerms(value, displayQuantity, minQuantity, lifetimeNanos, group, selfTradePrevention);
    }

    OrderTerms showing(long value) {
        return new OrderTerms(stopPrice, value, minQuantity, lifetimeNanos, group, selfTradePrevention);
    }

    OrderTerms atLeast(long value) {
        return new OrderTerms(stopPrice, displayQuantity, value, lifetimeNanos, group, selfTradePrevention);
    }

    OrderTerms livingFor(long value) {
        return new OrderTerms(stopPrice, displayQuantity, minQuantity, value, group, selfTradePrevention);
    }

    OrderTerms ownedBy(long ownersGroup, SelfTradePrevention mode) {
        return new OrderTerms(stopPrice, displayQuantity, minQuantity, lifetimeNanos, ownersGroup, mode);
    }

    OrderCommand copyTo(OrderCommand target, long sentNanos) {
        return target.stopPrice(stopPrice)
                .displayQuantity(displayQuantity)
                .minQuantity(minQuantity)
                .expireNanos(lifetimeNanos == 0 ? 0 : sentNanos + lifetimeNanos)
                .group(group)
                .selfTradePrevention(selfTradePrevention);
    }
}
