package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/** An order: on its way in as a taker, resting, or waiting as a stop. */
final class OpenOrder {
    final long orderId;
    final long account;
    final Side side;
    final TimeInForce timeInForce;
    final long expireNanos;
    final boolean postOnly;
    final long displayQuantity;
    final long group;
    final SelfTradePrevention prevention;
    OrderType type;
    long price;
    long stopPrice;
    long remaining;
    long hidden;
    long arrival;

    /** A new order, with nothing traded yet. */
    OpenOrder(OrderCommand command, long expireNanos) {
        this.orderId = command.orderId();
        this.account = command.account();
        this.side = command.side();
        this.timeInForce = command.timeInForce();
        this.expireNanos = expireNanos;
        this.postOnly = command.postOnly();
        this.displayQuantity = command.displayQuantity() == command.quantity() ? 0 : command.displayQuantity();
        this.group = command.group();
        this.prevention = command.selfTradePrevention();
        this.type = command.type();
        this.price = command.price();
        this.stopPrice = command.stopPrice();
        this.remaining = command.quantity();
    }

    /** An order of another book. */
    OpenOrder(BookOrder order) {
        this.orderId = order.orderId();
        this.account = order.account();
        this.side = order.side();
        this.timeInForce = order.timeInForce();
        this.expireNanos = order.expireNanos();
        this.postOnly = order.postOnly();
        this.displayQuantity = order.displayQuantity();
        this.group = order.group();
        this.prevention = order.selfTradePrevention();
        this.type = order.type();
        this.price = order.price();
        this.stopPrice = order.stopPrice();
        this.remaining = order.remaining();
        this.hidden = order.hidden();
        this.arrival = order.arrival();
    }

    boolean isStop() {
        return type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    }

    /** Of the same account, or of the same group. */
    boolean isOfOwner(OpenOrder other) {
        return account == other.account || (group > 0 && group == other.group);
    }

    /** What is in the queue. */
    long visible() {
        return remaining - hidden;
    }

    /** Shows the first, or the next, part of an iceberg; all of another order. */
    void showSlice() {
        hidden = displayQuantity == 0 ? 0 : Math.max(0, remaining - displayQuantity);
    }

    /** A part of what is visible has traded. */
    void takeVisible(long quantity) {
        remaining -= quantity;
    }

    /** Makes the order smaller where it stands: the hidden part goes first. */
    void shrinkTo(long quantity) {
        long visible = Math.min(visible(), quantity);
        remaining = quantity;
        hidden = quantity - visible;
    }

    /** Fills the holder with this order. */
    BookOrder show(BookOrder holder) {
        boolean isSpecial =
                type != OrderType.LIMIT || (group | stopPrice | displayQuantity | hidden | expireNanos) != 0;
        long tag = BookOrder.tag(side, postOnly, timeInForce, prevention, isSpecial, arrival);
        return holder.plain(orderId, account, price, remaining, tag)
                .details(type, group, stopPrice, displayQuantity, hidden, expireNanos);
    }

    @Override
    public String toString() {
        return "order " + orderId + " of " + account + " " + side + " " + type + " " + remaining + "@" + price
                + " arrival " + arrival;
    }
}
