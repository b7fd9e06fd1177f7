package io.gantry.tck.book;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import java.util.ArrayList;
import java.util.List;

/** Writes events down as lines that tell all of them, and apart from them the price levels. A price of 0 is written as {@code market}. */
final class EventLog implements BookEvents {

    private List<String> lines = new ArrayList<>();
    private List<LevelRow> levels = new ArrayList<>();

    /** The events since the last call. */
    List<String> take() {
        List<String> taken = lines;
        lines = new ArrayList<>();
        return taken;
    }

    /** The levels told since the last call. */
    List<LevelRow> takeLevels() {
        List<LevelRow> taken = levels;
        levels = new ArrayList<>();
        return taken;
    }

    private void add(String line) {
        if (!levels.isEmpty()) {
            throw new IllegalStateException(line + " is told behind " + levels.get(0));
        }
        lines.add(line);
    }

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        add("accepted " + orderId + " of " + account + " " + word(side) + kind(type, price) + amount(quantity, price));
    }

    private static String kind(OrderType type, long price) {
        OrderType asItLooks = price == 0 ? OrderType.MARKET : OrderType.LIMIT;
        OrderType asAStop = price == 0 ? OrderType.STOP : OrderType.STOP_LIMIT;
        if (type == asItLooks) {
            return " ";
        }
        return type == asAStop ? " stop " : " " + type + " ";
    }

    @Override
    public void traded(
            long takerOrderId,
            long makerOrderId,
            long makerAccount,
            Side takerSide,
            long price,
            long quantity,
            long takerRemaining,
            long makerRemaining) {
        add("traded " + takerOrderId + " with " + makerOrderId + " of " + makerAccount + " " + word(takerSide) + " "
                + amount(quantity, price) + " left " + takerRemaining + "/" + makerRemaining);
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        add("cancelled " + orderId + " of " + account + " " + word(side) + " " + amount(quantity, price) + " "
                + reason);
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        add("reduced " + orderId + " of " + account + " " + word(side) + " by " + amount(by, price) + " left "
                + remaining);
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        add("replaced " + orderId + " of " + account + " " + word(side) + " " + amount(quantity, price)
                + (keptPriority ? " in place" : " anew"));
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        add("triggered " + orderId + " of " + account + " " + word(side) + " " + amount(quantity, price));
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {
        add("mass-cancelled of " + account + " " + scope + " " + orders);
    }

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        add("rejected " + orderId + " of " + account + " " + reason);
    }

    @Override
    public void marketState(MarketState state) {
        add("market " + state);
    }

    @Override
    public void rules(TradingRules rules) {
        add("rules" + CommandText.rulesOf(rules));
    }

    @Override
    public void depth(Side side, long price, long quantity, int orders) {
        levels.add(new LevelRow(side, price, quantity, orders));
    }

    private static String word(Side side) {
        return side == Side.BUY ? "buy" : "sell";
    }

    static String amount(long quantity, long price) {
        return quantity + "@" + (price == 0 ? "market" : Long.toString(price));
    }
}
