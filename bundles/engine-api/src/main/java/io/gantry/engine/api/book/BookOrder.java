package io.gantry.engine.api.book;

import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/**
 * One open order, as a reusable holder: who is shown one must copy what he keeps. Not thread-safe; setters check nothing.
 *
 * <p>Most orders are <i>plain</i>: limit orders, good till cancelled, without stop, group,
 * display quantity or expiry. A plain order is five numbers: {@link #orderId}, {@link #account}, {@link #price},
 * {@link #remaining} and {@link #tag}. The tag holds the arrival in its low 56 bits and above them, from bit 56 on: side (1
 * bit, 1 is SELL), post-only (1), time in force (2: GTC, DAY, GTD), self-trade prevention (3, by ordinal), and a bit that is
 * set if the order is not plain.
 */
public final class BookOrder {

    /** Highest arrival: 56 bits. */
    public static final long MAX_ARRIVAL = (1L << 56) - 1;

    private static final int SIDE_SHIFT = 56;
    private static final int POST_ONLY_SHIFT = 57;
    private static final int TIME_IN_FORCE_SHIFT = 58;
    private static final int PREVENTION_SHIFT = 60;
    private static final long SPECIAL = 1L << 63;

    private static final Side[] SIDES = Side.values();
    private static final TimeInForce[] TIMES_IN_FORCE = {TimeInForce.GTC, TimeInForce.DAY, TimeInForce.GTD};
    private static final SelfTradePrevention[] PREVENTIONS = SelfTradePrevention.values();

    private long orderId;
    private long account;
    private long price;
    private long remaining;
    private long tag;
    private OrderType type = OrderType.LIMIT;
    private long group;
    private long stopPrice;
    private long displayQuantity;
    private long hidden;
    private long expireNanos;

    /**
     * Packs a tag.
     *
     * @param timeInForce GTC, DAY or GTD
     * @param arrival 0 to {@link #MAX_ARRIVAL}
     * @param special whether the order is not plain
     */
    public static long tag(
            Side side,
            boolean postOnly,
            TimeInForce timeInForce,
            SelfTradePrevention prevention,
            boolean special,
            long arrival) {
        return arrival | flags(side, postOnly, timeInForce, prevention, special);
    }

    /** A tag's part above the arrival. */
    public static long flags(
            Side side, boolean postOnly, TimeInForce timeInForce, SelfTradePrevention prevention, boolean special) {
        long time = switch (timeInForce) {
            case GTC -> 0;
            case DAY -> 1;
            case GTD -> 2;
            case IOC, FOK -> throw new IllegalArgumentException("an order that is " + timeInForce + " never rests");
        };
        return (long) side.ordinal() << SIDE_SHIFT
                | (postOnly ? 1L << POST_ONLY_SHIFT : 0)
                | time << TIME_IN_FORCE_SHIFT
                | (long) prevention.ordinal() << PREVENTION_SHIFT
                | (special ? SPECIAL : 0);
    }

    /** Does a tag hold only known values? */
    public static boolean isTag(long tag) {
        return (int) (tag >>> TIME_IN_FORCE_SHIFT & 3) < TIMES_IN_FORCE.length
                && (int) (tag >>> PREVENTION_SHIFT & 7) < PREVENTIONS.length;
    }

    /** A tag's arrival. */
    public static long arrivalOf(long tag) {
        return tag & MAX_ARRIVAL;
    }

    /** A tag's side. */
    public static Side sideOf(long tag) {
        return SIDES[(int) (tag >>> SIDE_SHIFT & 1)];
    }

    /** Is the order of this tag post-only? */
    public static boolean isPostOnly(long tag) {
        return (tag >>> POST_ONLY_SHIFT & 1) != 0;
    }

    /** A tag's time in force: GTC, DAY or GTD. */
    public static TimeInForce timeInForceOf(long tag) {
        return TIMES_IN_FORCE[(int) (tag >>> TIME_IN_FORCE_SHIFT & 3)];
    }

    /** A tag's self-trade prevention. */
    public static SelfTradePrevention preventionOf(long tag) {
        return PREVENTIONS[(int) (tag >>> PREVENTION_SHIFT & 7)];
    }

    /** Is the order of this tag more than a plain one? */
    public static boolean isSpecial(long tag) {
        return tag < 0;
    }

    /** Its number. */
    public long orderId() {
        return orderId;
    }

    /** Whose it is. */
    public long account() {
        return account;
    }

    /** Its limit; 0 for a stop that will be a market order. */
    public long price() {
        return price;
    }

    /** Open quantity, the hidden part included. */
    public long remaining() {
        return remaining;
    }

    /** Arrival and flags. */
    public long tag() {
        return tag;
    }

    /** Its place in time: rising within a queue, given when it joined it; no two open orders have the same. */
    public long arrival() {
        return arrivalOf(tag);
    }

    public Side side() {
        return sideOf(tag);
    }

    public boolean postOnly() {
        return isPostOnly(tag);
    }

    /** GTC, DAY or GTD. */
    public TimeInForce timeInForce() {
        return timeInForceOf(tag);
    }

    public SelfTradePrevention selfTradePrevention() {
        return preventionOf(tag);
    }

    public boolean isSpecial() {
        return isSpecial(tag);
    }

    /** LIMIT if it rests, STOP or STOP_LIMIT if it waits. */
    public OrderType type() {
        return type;
    }

    /** 0 for none. */
    public long group() {
        return group;
    }

    /** Above zero if it waits, else 0. */
    public long stopPrice() {
        return stopPrice;
    }

    /** Size of an iceberg's slices, 0 if it is none. */
    public long displayQuantity() {
        return displayQuantity;
    }

    /** What of {@link #remaining} an iceberg does not show. */
    public long hidden() {
        return hidden;
    }

    /** When it expires, nanoseconds since 1970 by sequenced time; 0 for GTC. */
    public long expireNanos() {
        return expireNanos;
    }

    /** Sets a plain order. */
    public BookOrder plain(long newOrderId, long newAccount, long newPrice, long newRemaining, long newTag) {
        orderId = newOrderId;
        account = newAccount;
        price = newPrice;
        remaining = newRemaining;
        tag = newTag;
        return details(OrderType.LIMIT, 0, 0, 0, 0, 0);
    }

    /** Sets what only an order has that is not plain; after {@link #plain}. */
    public BookOrder details(
            OrderType newType,
            long newGroup,
            long newStopPrice,
            long newDisplayQuantity,
            long newHidden,
            long newExpireNanos) {
        type = newType;
        group = newGroup;
        stopPrice = newStopPrice;
        displayQuantity = newDisplayQuantity;
        hidden = newHidden;
        expireNanos = newExpireNanos;
        return this;
    }

    /** Takes over every field of another one. */
    public BookOrder copyFrom(BookOrder other) {
        return plain(other.orderId, other.account, other.price, other.remaining, other.tag)
                .details(
                        other.type,
                        other.group,
                        other.stopPrice,
                        other.displayQuantity,
                        other.hidden,
                        other.expireNanos);
    }

    /** Must the special bit be set, by the other fields? */
    public boolean hasDetails() {
        return type != OrderType.LIMIT || (group | stopPrice | displayQuantity | hidden | expireNanos) != 0;
    }

    @Override
    public String toString() {
        return "order " + orderId + " of " + account + " " + side() + " " + type + " " + remaining + "@" + price
                + " arrival " + arrival() + " " + timeInForce() + (postOnly() ? " post-only" : "")
                + (isSpecial()
                        ? " group " + group + " stop " + stopPrice + " display " + displayQuantity + " hidden " + hidden
                                + " expires " + expireNanos + " " + selfTradePrevention()
                        : "");
    }
}
