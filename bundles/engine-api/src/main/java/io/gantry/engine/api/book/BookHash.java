package io.gantry.engine.api.book;

import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.TradingRules;

/**
 * What goes into a book's state hash. The hash is a sum over the open orders (so it can be kept up to date order by order,
 * whatever the layout) of a mix of each order's fields and its arrival number, which stands for its place in the queue;
 * plus a mix of the book's own figures.
 *
 * <p>Within an order, what never changes while it rests is one number, its <i>key</i>: a sum of products with odd constants
 * (multilinear hashing), so that the products are independent of each other and a book may keep the key beside the order.
 *
 * <p>It finds mistakes, not adversaries.
 */
public final class BookHash {

    private static final long ORDER_ID = 0x9e3779b97f4a7c15L;
    private static final long ACCOUNT = 0xd1b54a32d192ed03L;
    private static final long PRICE = 0xaef17502108ef2d9L;
    private static final long TAG = 0xf1357aea2e62a9c5L;
    private static final long TYPE = 0x8cb92ba72f3d8dd7L;
    private static final long GROUP = 0xdb4f0b9175ae2165L;
    private static final long STOP_PRICE = 0xbbe0563303a4615fL;
    private static final long DISPLAY_QUANTITY = 0xa0f2ec75a1fe1575L;
    private static final long EXPIRE = 0x89e182857d9ed689L;
    private static final long REMAINING = 0xc6d1d6c8ed0c9631L;
    private static final long HIDDEN = 0xe3779b97f4a7c15dL;

    private BookHash() {}

    /** A plain order's key. */
    public static long key(long orderId, long account, long price, long tag) {
        return orderId * ORDER_ID + account * ACCOUNT + price * PRICE + tag * TAG;
    }

    /** What is added to the key of an order that is not plain. */
    public static long detailsKey(OrderType type, long group, long stopPrice, long displayQuantity, long expireNanos) {
        return type.ordinal() * TYPE
                + group * GROUP
                + stopPrice * STOP_PRICE
                + displayQuantity * DISPLAY_QUANTITY
                + expireNanos * EXPIRE;
    }

    /** An order's summand. */
    public static long order(long key, long remaining, long hidden) {
        return finish(key + remaining * REMAINING + hidden * HIDDEN);
    }

    /** The summand of a plain order: of one that hides nothing. */
    public static long order(long key, long remaining) {
        return finish(key + remaining * REMAINING);
    }

    /** An order's summand. */
    public static long order(BookOrder order) {
        long key = key(order.orderId(), order.account(), order.price(), order.tag())
                + detailsKey(
                        order.type(), order.group(), order.stopPrice(), order.displayQuantity(), order.expireNanos());
        return order(key, order.remaining(), order.hidden());
    }

    /** The summand of what is not an order. */
    public static long figures(
            MarketState marketState, TradingRules rules, long lastTradePrice, long arrivals, int orders) {
        long hash = mix(0x626f6f6bL, marketState.ordinal());
        hash = mix(hash, lastTradePrice);
        hash = mix(hash, arrivals);
        hash = mix(hash, orders);
        if (rules == TradingRules.NONE) {
            return hash;
        }
        return rules.equals(TradingRules.NONE) ? hash : mix(hash, rulesHash(rules));
    }

    private static long rulesHash(TradingRules rules) {
        long hash = mix(rules.lowPrice(), rules.highPrice());
        hash = mix(hash, rules.protectionTicks());
        hash = mix(hash, rules.maxOpenOrders());
        return mix(hash, rules.dayEndNanos());
    }

    /** The full hash, computed from what a book shows: what {@link OrderBook#stateHash()} must be. */
    public static long of(OrderBook book) {
        BookFigures figures = book.figures();
        long[] sum = {
            figures(
                    figures.marketState(),
                    figures.rules(),
                    figures.lastTradePrice(),
                    figures.arrivals(),
                    figures.orders())
        };
        book.forEachOrder(order -> sum[0] += order(order));
        book.forEachStop(order -> sum[0] += order(order));
        return sum[0];
    }

    /** Folds a value into a digest. */
    public static long mix(long hash, long value) {
        return finish((hash ^ value) + 0x9e3779b97f4a7c15L + Long.rotateLeft(hash, 23));
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long finish(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
