package io.gantry.tck.book;

import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;

/** A copy of all that an open order is. */
record BookRow(
        long orderId,
        long account,
        long price,
        long remaining,
        long tag,
        OrderType type,
        long group,
        long stopPrice,
        long displayQuantity,
        long hidden,
        long expireNanos) {

    static BookRow of(BookOrder order) {
        return new BookRow(
                order.orderId(),
                order.account(),
                order.price(),
                order.remaining(),
                order.tag(),
                order.type(),
                order.group(),
                order.stopPrice(),
                order.displayQuantity(),
                order.hidden(),
                order.expireNanos());
    }

    long arrival() {
        return BookOrder.arrivalOf(tag);
    }

    Side side() {
        return BookOrder.sideOf(tag);
    }

    boolean postOnly() {
        return BookOrder.isPostOnly(tag);
    }

    BookOrder toOrder() {
        return new BookOrder()
                .plain(orderId, account, price, remaining, tag)
                .details(type, group, stopPrice, displayQuantity, hidden, expireNanos);
    }

    /** How scenarios write it: {@code ID:VISIBLE+HIDDEN@PRICE/STOP}, without the parts that it has not. */
    String shortly() {
        return orderId + ":"
                + (hidden == 0 ? Long.toString(remaining) : (remaining - hidden) + "+" + hidden)
                + "@" + (price == 0 ? "market" : Long.toString(price))
                + (stopPrice == 0 ? "" : "/" + stopPrice);
    }

    @Override
    public String toString() {
        return toOrder() + " tag " + Long.toHexString(tag);
    }
}
