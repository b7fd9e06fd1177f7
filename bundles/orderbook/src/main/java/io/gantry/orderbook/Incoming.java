package io.gantry.orderbook;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/** An order on its way: before it trades, while it does, and before it rests or waits. One for a book, used again and again. */
final class Incoming {

    long id;
    long account;
    Side side = Side.BUY;
    OrderType type = OrderType.LIMIT;
    TimeInForce timeInForce = TimeInForce.GTC;
    boolean postOnly;
    SelfTradePrevention prevention = SelfTradePrevention.NONE;
    long group;
    long price;
    long stopPrice;
    long displayQuantity;
    long expireNanos;

    /** What is left of it; 0 as well when self-trade prevention has cancelled it. */
    long remaining;

    /** A new order's fields; its expiry is set by {@link #expireNanos}. */
    void take(OrderCommand command) {
        plain(command.orderId(), command.account(), command.side(), command.selfTradePrevention());
        type = command.type();
        timeInForce = command.timeInForce();
        postOnly = command.postOnly();
        group = command.group();
        price = command.price();
        stopPrice = command.stopPrice();
        displayQuantity = command.displayQuantity() == command.quantity() ? 0 : command.displayQuantity();
        expireNanos = command.expireNanos();
        remaining = command.quantity();
    }

    /** What a plain limit order needs as a taker. */
    void taker(
            long newId,
            long newAccount,
            Side newSide,
            SelfTradePrevention newPrevention,
            long newPrice,
            long quantity) {
        plain(newId, newAccount, newSide, newPrevention);
        price = newPrice;
        remaining = quantity;
    }

    private void plain(long newId, long newAccount, Side newSide, SelfTradePrevention newPrevention) {
        id = newId;
        account = newAccount;
        side = newSide;
        prevention = newPrevention;
        type = OrderType.LIMIT;
        timeInForce = TimeInForce.GTC;
        postOnly = false;
        group = 0;
        stopPrice = 0;
        displayQuantity = 0;
        expireNanos = 0;
    }

    /** Must it be kept with details when it rests or waits? */
    boolean isSpecial() {
        return type != OrderType.LIMIT || (group | stopPrice | displayQuantity | expireNanos) != 0;
    }

    boolean isStop() {
        return type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    }
}
