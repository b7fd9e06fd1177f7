package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rules of matching a second time, in the most simple-minded way: one list of orders, sorted anew for each step, and
 * sums without bounds. Shares nothing with the book under test but the words of the API; its events are the lines of
 * {@link EventLog}.
 */
final class NaiveBook {
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final Instrument instrument;
    private final List<Order> orders = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private boolean halted;
    private long lastTradePrice;
    private long arrivals;

    NaiveBook(Instrument instrument) {
        this.instrument = instrument;
    }

    private record Order(long id, long account, Side side, long price, long open, long arrival, boolean postOnly) {
        Order with(long newOpen) {
            return new Order(id, account, side, price, newOpen, arrival, postOnly);
        }

        String text(long quantity) {
            return (side == Side.BUY ? "buy " : "sell ") + quantity + "@" + price;
        }

        String name() {
            return id + " of " + account + " ";
        }
    }

    List<String> apply(OrderCommand command) {
        events.clear();
        String refusal = refusal(command);
        if (!refusal.isEmpty()) {
            events.add("rejected " + command.orderId() + " of " + command.account() + " " + refusal);
            return events;
        }
        switch (command.kind()) {
            case NEW -> enter(command);
            case CANCEL -> {
                Order order = find(command.orderId()).orElseThrow();
                orders.remove(order);
                events.add("cancelled " + order.name() + order.text(order.open) + " REQUESTED");
            }
            case REDUCE -> reduce(find(command.orderId()).orElseThrow(), command.quantity());
            case REPLACE -> replace(find(command.orderId()).orElseThrow(), command);
            case MARKET_STATE -> {
                halted = command.marketState() == MarketState.HALTED;
                events.add("market " + command.marketState());
            }
        }
        return events;
    }

    private String refusal(OrderCommand command) {
        Optional<Order> known = find(command.orderId());
        String owner =
                known.isEmpty() ? "UNKNOWN_ORDER" : known.get().account == command.account() ? "" : "WRONG_ACCOUNT";
        return switch (command.kind()) {
            case NEW ->
                first(
                        halted ? "MARKET_HALTED" : "",
                        command.orderId() < 1 || command.account() < 1 ? "INVALID_ID" : "",
                        badQuantity(command.quantity()),
                        badPrice(command, command.type()),
                        command.postOnly()
                                        && !(command.type() == OrderType.LIMIT
                                                && command.timeInForce() == TimeInForce.GTC)
                                ? "INVALID_COMBINATION"
                                : "",
                        known.isPresent() ? "DUPLICATE_ORDER_ID" : "",
                        command.postOnly() && !reached(taker(command)).isEmpty() ? "POST_ONLY_WOULD_CROSS" : "",
                        command.timeInForce() == TimeInForce.FOK && !fillsWhole(command) ? "FOK_NOT_FILLABLE" : "");
            case CANCEL -> owner;
            case REDUCE -> first(badQuantity(command.quantity()), owner);
            case REPLACE ->
                first(
                        halted ? "MARKET_HALTED" : "",
                        badQuantity(command.quantity()),
                        badPrice(command, OrderType.LIMIT),
                        owner,
                        known.isPresent() ? badReplace(known.get(), command) : "");
            case MARKET_STATE -> "";
        };
    }

    private static String first(String... refusals) {
        for (String refusal : refusals) {
            if (!refusal.isEmpty()) {
                return refusal;
            }
        }
        return "";
    }

    private String badQuantity(long quantity) {
        return first(quantity < 1 ? "INVALID_QUANTITY" : "", quantity % instrument.lotSize() == 0 ? "" : "OFF_LOT");
    }

    private String badPrice(OrderCommand command, OrderType type) {
        long price = command.price();
        boolean isInvalid = type == OrderType.MARKET ? price != 0 : price < 1;
        BigInteger notional = BigInteger.valueOf(price).multiply(BigInteger.valueOf(command.quantity()));
        return first(
                isInvalid ? "INVALID_PRICE" : "",
                price % instrument.tickSize() == 0 ? "" : "OFF_TICK",
                notional.compareTo(LONG_MAX) > 0 ? "NOTIONAL_OVERFLOW" : "");
    }

    private String badReplace(Order order, OrderCommand command) {
        boolean moves = command.price() != order.price || command.quantity() > order.open;
        Order moved = new Order(order.id, order.account, order.side, command.price(), 0, 0, true);
        return order.postOnly && moves && !reached(moved).isEmpty() ? "POST_ONLY_WOULD_CROSS" : "";
    }

    private boolean fillsWhole(OrderCommand command) {
        BigInteger sum = BigInteger.ZERO;
        for (Order maker : reached(taker(command))) {
            sum = sum.add(BigInteger.valueOf(maker.open));
        }
        return sum.compareTo(BigInteger.valueOf(command.quantity())) >= 0;
    }

    /** The incoming order; a market order has the price that reaches everything. */
    private static Order taker(OrderCommand command) {
        long price = command.price();
        if (command.type() == OrderType.MARKET) {
            price = command.side() == Side.BUY ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return new Order(
                command.orderId(), command.account(), command.side(), price, command.quantity(), 0, command.postOnly());
    }

    /** What an incoming order can trade with, in the order in which it does. */
    private List<Order> reached(Order taker) {
        return sorted(taker.side.opposite()).stream()
                .filter(maker -> taker.side == Side.BUY ? maker.price <= taker.price : maker.price >= taker.price)
                .toList();
    }

    private List<Order> sorted(Side side) {
        Comparator<Order> byPrice = Comparator.comparingLong(Order::price);
        return orders.stream()
                .filter(order -> order.side == side)
                .sorted((side == Side.BUY ? byPrice.reversed() : byPrice).thenComparingLong(Order::arrival))
                .toList();
    }

    private Optional<Order> find(long id) {
        return orders.stream().filter(order -> order.id == id).findFirst();
    }

    private void enter(OrderCommand command) {
        Order told = taker(
                command.type() == OrderType.LIMIT
                        ? command
                        : new OrderCommand().copyFrom(command).type(OrderType.LIMIT));
        events.add("accepted " + told.name() + told.text(told.open));
        long left = trade(taker(command));
        if (left > 0 && command.type() == OrderType.LIMIT && command.timeInForce() == TimeInForce.GTC) {
            join(told.with(left));
        } else if (left > 0) {
            events.add("cancelled " + told.name() + told.text(left) + " NOT_FILLED");
        }
    }

    private long trade(Order taker) {
        long left = taker.open;
        for (Order maker : reached(taker)) {
            if (left > 0) {
                long quantity = Math.min(left, maker.open);
                long makerLeft = maker.open - quantity;
                left -= quantity;
                orders.remove(maker);
                if (makerLeft > 0) {
                    orders.add(maker.with(makerLeft));
                }
                lastTradePrice = maker.price;
                events.add("traded " + taker.id + " with " + maker.name() + (taker.side == Side.BUY ? "buy " : "sell ")
                        + quantity + "@" + maker.price + " left " + left + "/" + makerLeft);
            }
        }
        return left;
    }

    private void join(Order order) {
        arrivals++;
        orders.add(new Order(order.id, order.account, order.side, order.price, order.open, arrivals, order.postOnly));
    }

    private void reduce(Order order, long by) {
        orders.remove(order);
        if (by >= order.open) {
            events.add("cancelled " + order.name() + order.text(order.open) + " REDUCED_TO_ZERO");
            return;
        }
        orders.add(order.with(order.open - by));
        events.add("reduced " + order.name() + order.text(by) + " left " + (order.open - by));
    }

    private void replace(Order order, OrderCommand command) {
        long quantity = command.quantity();
        Order changed = new Order(
                order.id, order.account, order.side, command.price(), quantity, order.arrival, order.postOnly);
        boolean keeps = command.price() == order.price && quantity <= order.open;
        events.add("replaced " + changed.name() + changed.text(quantity) + (keeps ? " in place" : " anew"));
        orders.remove(order);
        if (keeps) {
            orders.add(changed);
            return;
        }
        long left = trade(changed);
        if (left > 0) {
            join(changed.with(left));
        }
    }

    int size() {
        return orders.size();
    }

    long lastTradePrice() {
        return lastTradePrice;
    }

    /** The resting orders as {@link Script#orders} writes them. */
    String text() {
        List<Order> all = new ArrayList<>(sorted(Side.BUY));
        all.addAll(sorted(Side.SELL));
        return String.join(
                " ", all.stream().map(o -> o.id + ":" + o.open + "@" + o.price).toList());
    }

    long hash() {
        long hash =
                BookHash.book(halted ? MarketState.HALTED : MarketState.OPEN, lastTradePrice, arrivals, orders.size());
        for (Order o : orders) {
            hash += BookHash.order(o.id, o.account, o.side, o.price, o.open, o.arrival, o.postOnly);
        }
        return hash;
    }
}
