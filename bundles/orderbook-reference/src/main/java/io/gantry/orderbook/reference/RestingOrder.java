package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.order.Side;

/** An order in its queue. Only what is open of it can change there. */
final class RestingOrder {
    final long orderId;
    final long account;
    final Side side;
    final long price;
    final long arrival;
    final boolean postOnly;

    /** Open quantity, above zero while the order rests. */
    long remaining;

    RestingOrder(long orderId, long account, Side side, long price, long remaining, long arrival, boolean postOnly) {
        this.orderId = orderId;
        this.account = account;
        this.side = side;
        this.price = price;
        this.remaining = remaining;
        this.arrival = arrival;
        this.postOnly = postOnly;
    }

    long hash() {
        return BookHash.order(orderId, account, side, price, remaining, arrival, postOnly);
    }

    @Override
    public String toString() {
        return "order " + orderId + " " + side + " " + remaining + "@" + price + " arrival " + arrival;
    }
}
