package io.gantry.benchmarks.stream;

import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import io.gantry.benchmarks.book.PeerParts;

/**
 * Says what trades while a stream is made: exchange-core's book, so that no stream holds a command that it would not take.
 * Orders are called by their numbers.
 */
final class Judge {
    private final OrderBookDirectImpl book = PeerParts.directBook();
    private final OpenOrders orders;

    Judge(OpenOrders orders) {
        this.orders = orders;
    }

    /** Enters an order that {@link OpenOrders#enter} has noted; what does not trade rests, unless it is an IOC. */
    void enter(int number, boolean isIoc) {
        OrderCommand command = OrderCommand.newOrder(
                isIoc ? OrderType.IOC : OrderType.GTC,
                number,
                orders.account(number),
                orders.price(number),
                orders.price(number),
                orders.remaining(number),
                orders.isBuy(number) ? OrderAction.BID : OrderAction.ASK);
        book.newOrder(command);
        settle(number, command.matcherEvent);
        if (!isIoc && orders.remaining(number) > 0) {
            orders.rest(number);
        } else {
            orders.close(number);
        }
    }

    void cancel(int number) {
        require(book.cancelOrder(OrderCommand.cancel(number, orders.account(number))), number);
        orders.leave(number);
        orders.close(number);
    }

    void reduce(int number, int by) {
        require(book.reduceOrder(OrderCommand.reduce(number, orders.account(number), by)), number);
        if (orders.reduce(number, by) == 0) {
            orders.leave(number);
            orders.close(number);
        }
    }

    void move(int number, int price) {
        OrderCommand command = OrderCommand.update(number, orders.account(number), price);
        orders.leave(number);
        orders.reprice(number, price);
        require(book.moveOrder(command), number);
        settle(number, command.matcherEvent);
        if (orders.remaining(number) > 0) {
            orders.rest(number);
        } else {
            orders.close(number);
        }
    }

    private void settle(int taker, MatcherTradeEvent first) {
        for (MatcherTradeEvent event = first; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                int quantity = (int) event.size;
                int maker = (int) event.matchedOrderId;
                orders.reduce(taker, quantity);
                if (orders.reduce(maker, quantity) == 0) {
                    orders.leave(maker);
                    orders.close(maker);
                }
            }
        }
    }

    private static void require(CommandResultCode result, int number) {
        if (result != CommandResultCode.SUCCESS) {
            throw new IllegalStateException("order " + number + " of a made stream was refused: " + result);
        }
    }
}
