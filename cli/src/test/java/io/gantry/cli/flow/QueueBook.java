package io.gantry.cli.flow;

import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Strict price-time priority in as few lines as possible, to judge what a flow would do in any right book. */
final class QueueBook {
    private final TreeMap<Long, LinkedHashMap<Long, Resting>> bids = new TreeMap<>((a, b) -> Long.compare(b, a));
    private final TreeMap<Long, LinkedHashMap<Long, Resting>> asks = new TreeMap<>();
    private final Map<Long, Resting> orders = new HashMap<>();

    /** Does what the command asks and tells with whom it traded. */
    Outcome apply(FlowCommand command) {
        return switch (command.kind()) {
            case NEW -> enter(command);
            case CANCEL -> change(command, 0, true);
            case REDUCE -> change(command, command.quantity(), false);
            case REPLACE -> replace(command);
            case MARKET_STATE -> new Outcome(Rejection.NONE, List.of());
            case MASS_CANCEL, RULES -> throw new IllegalArgumentException("no flow has a " + command.kind());
        };
    }

    int size() {
        return orders.size();
    }

    /** 0 when there is none. */
    long best(Side side) {
        TreeMap<Long, LinkedHashMap<Long, Resting>> levels = levels(side);
        return levels.isEmpty() ? 0 : levels.firstKey();
    }

    /** Which side an order rests on, and where. */
    Resting resting(long orderId) {
        return orders.get(orderId);
    }

    private Outcome enter(FlowCommand command) {
        if (orders.containsKey(command.orderId())) {
            return new Outcome(Rejection.DUPLICATE, List.of());
        }
        long limit =
                command.type() == OrderType.MARKET ? command.side() == Side.BUY ? Long.MAX_VALUE : 0 : command.price();
        if (command.postOnly() && available(command.side(), limit) > 0) {
            return new Outcome(Rejection.WOULD_CROSS, List.of());
        }
        if (command.timeInForce() == TimeInForce.FOK && available(command.side(), limit) < command.quantity()) {
            return new Outcome(Rejection.NOT_FILLABLE, List.of());
        }
        List<Fill> fills = new ArrayList<>();
        long left = match(command.side(), limit, command.quantity(), fills);
        if (left > 0 && command.timeInForce() == TimeInForce.GTC) {
            rest(new Resting(command.orderId(), command.side(), command.price(), left, command.session()));
        }
        return new Outcome(Rejection.NONE, fills);
    }

    private Outcome change(FlowCommand command, long by, boolean whole) {
        Resting order = orders.get(command.orderId());
        if (order == null) {
            return new Outcome(Rejection.UNKNOWN, List.of());
        }
        if (whole || by >= order.quantity) {
            remove(order);
        } else {
            order.quantity -= by;
        }
        return new Outcome(Rejection.NONE, List.of());
    }

    private Outcome replace(FlowCommand command) {
        Resting order = orders.get(command.orderId());
        if (order == null) {
            return new Outcome(Rejection.UNKNOWN, List.of());
        }
        List<Fill> fills = new ArrayList<>();
        if (command.price() == order.price && command.quantity() <= order.quantity) {
            order.quantity = command.quantity();
        } else {
            remove(order);
            long left = match(order.side, command.price(), command.quantity(), fills);
            if (left > 0) {
                rest(new Resting(order.id, order.side, command.price(), left, order.session));
            }
        }
        return new Outcome(Rejection.NONE, fills);
    }

    private long match(Side taker, long limit, long quantity, List<Fill> fills) {
        TreeMap<Long, LinkedHashMap<Long, Resting>> levels = levels(taker.opposite());
        long left = quantity;
        while (left > 0 && !levels.isEmpty() && isWithin(taker, levels.firstKey(), limit)) {
            Resting maker = levels.firstEntry().getValue().values().iterator().next();
            long traded = Math.min(left, maker.quantity);
            left -= traded;
            maker.quantity -= traded;
            fills.add(new Fill(maker.id, traded));
            if (maker.quantity == 0) {
                remove(maker);
            }
        }
        return left;
    }

    private long available(Side taker, long limit) {
        long sum = 0;
        Iterator<Map.Entry<Long, LinkedHashMap<Long, Resting>>> entries =
                levels(taker.opposite()).entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Long, LinkedHashMap<Long, Resting>> level = entries.next();
            if (!isWithin(taker, level.getKey(), limit)) {
                break;
            }
            sum += level.getValue().values().stream()
                    .mapToLong(order -> order.quantity)
                    .sum();
        }
        return sum;
    }

    private static boolean isWithin(Side taker, long price, long limit) {
        return taker == Side.BUY ? price <= limit : price >= limit;
    }

    private void rest(Resting order) {
        orders.put(order.id, order);
        levels(order.side)
                .computeIfAbsent(order.price, price -> new LinkedHashMap<>())
                .put(order.id, order);
    }

    private void remove(Resting order) {
        orders.remove(order.id);
        LinkedHashMap<Long, Resting> level = levels(order.side).get(order.price);
        level.remove(order.id);
        if (level.isEmpty()) {
            levels(order.side).remove(order.price);
        }
    }

    private TreeMap<Long, LinkedHashMap<Long, Resting>> levels(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    enum Rejection {
        NONE,
        UNKNOWN,
        DUPLICATE,
        WOULD_CROSS,
        NOT_FILLABLE
    }

    record Fill(long makerId, long quantity) {}

    record Outcome(Rejection rejection, List<Fill> fills) {}

    static final class Resting {
        final long id;
        final Side side;
        final long price;
        final int session;
        long quantity;

        Resting(long id, Side side, long price, long quantity, int session) {
            this.id = id;
            this.side = side;
            this.price = price;
            this.quantity = quantity;
            this.session = session;
        }
    }
}
