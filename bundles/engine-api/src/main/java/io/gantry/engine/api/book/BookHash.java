package io.gantry.engine.api.book;

import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.Side;

/**
 * What goes into a book's state hash. The hash is a sum over the resting orders (so it can be kept up to date order by
 * order, whatever the layout) of a mix of each order's fields and its arrival number, which stands for its place in the
 * queue; plus a mix of the book's own figures.
 *
 * <p>It finds mistakes, not adversaries.
 */
public final class BookHash {

    private BookHash() {}

    /** One resting order's summand. */
    public static long order(
            long orderId, long account, Side side, long price, long remaining, long arrival, boolean postOnly) {
        long hash = mix(0x6f72646572L, orderId);
        hash = mix(hash, account);
        hash = mix(hash, (side == Side.BUY ? 1 : 2) + (postOnly ? 4 : 0));
        hash = mix(hash, price);
        hash = mix(hash, remaining);
        return mix(hash, arrival);
    }

    /** The summand of what is not an order. */
    public static long book(MarketState marketState, long lastTradePrice, long arrivals, int size) {
        long hash = mix(0x626f6f6bL, marketState == MarketState.OPEN ? 1 : 2);
        hash = mix(hash, lastTradePrice);
        hash = mix(hash, arrivals);
        return mix(hash, size);
    }

    /** Folds a value into a digest (the finaliser of SplitMix64, Steele, Lea and Flood 2014). */
    public static long mix(long hash, long value) {
        long z = (hash ^ value) + 0x9e3779b97f4a7c15L + Long.rotateLeft(hash, 23);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
