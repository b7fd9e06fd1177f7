package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Gives a book commands, validates it after each, and writes the events down as text. */
final class Player {
    static final Instrument INSTRUMENT = new Instrument("TEST", 1, 2, 5, 10);

    final OrderBook book;
    private final List<String> heard = new ArrayList<>();
    private final BookEvents events = (BookEvents) Proxy.newProxyInstance(
            Player.class.getClassLoader(), new Class<?>[] {BookEvents.class}, (proxy, event, values) -> {
                heard.add(event.getName() + " "
                        + Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(" ")));
                return null;
            });

    Player() {
        this(new ReferenceOrderBookFactory().create(INSTRUMENT));
    }

    Player(OrderBook book) {
        this.book = book;
    }

    static OrderCommand buy(long orderId, long quantity, long price) {
        return order(orderId, quantity, price).side(Side.BUY);
    }

    static OrderCommand sell(long orderId, long quantity, long price) {
        return order(orderId, quantity, price).side(Side.SELL);
    }

    /** Each order of an account of its own; price 0 is a market order. */
    private static OrderCommand order(long orderId, long quantity, long price) {
        return of(CommandKind.NEW, orderId)
                .type(price == 0 ? OrderType.MARKET : OrderType.LIMIT)
                .quantity(quantity)
                .price(price);
    }

    /** A command about an order, by the account that has its number. */
    static OrderCommand of(CommandKind kind, long orderId) {
        return new OrderCommand().kind(kind).symbolId(1).orderId(orderId).account(orderId);
    }

    static OrderCommand market(MarketState state) {
        return new OrderCommand().kind(CommandKind.MARKET_STATE).marketState(state);
    }

    static OrderCommand rules(TradingRules rules) {
        return new OrderCommand().kind(CommandKind.RULES).rules(rules);
    }

    /** What happened. */
    List<String> play(OrderCommand command, long timeNanos) {
        heard.clear();
        book.apply(command, timeNanos, events);
        book.validate();
        return List.copyOf(heard);
    }

    List<String> play(OrderCommand command) {
        return play(command, 0);
    }

    /** Open orders as ID:VISIBLE+HIDDEN@PRICE, stops behind a bar. */
    String orders() {
        StringJoiner text = new StringJoiner(" ");
        book.forEachOrder(order -> text.add(order.orderId() + ":" + (order.remaining() - order.hidden())
                + (order.hidden() == 0 ? "" : "+" + order.hidden()) + "@" + order.price()));
        text.add("|");
        book.forEachStop(order -> text.add(order.orderId() + ":" + order.remaining() + "@" + order.stopPrice()));
        return text.toString();
    }
}
