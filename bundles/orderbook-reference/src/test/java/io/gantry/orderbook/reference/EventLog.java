package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import java.util.ArrayList;
import java.util.List;

/** Writes events down as text, every field of them, to be compared. */
final class EventLog implements BookEvents {
    private final List<String> lines = new ArrayList<>();

    /** What was heard since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void accepted(long orderId, long account, Side side, long price, long quantity) {
        lines.add("accepted " + orderId + " of " + account + " " + order(side, price, quantity));
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
        lines.add("traded " + takerOrderId + " with " + makerOrderId + " of " + makerAccount + " "
                + order(takerSide, price, quantity) + " left " + takerRemaining + "/" + makerRemaining);
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        lines.add("cancelled " + orderId + " of " + account + " " + order(side, price, quantity) + " " + reason);
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        lines.add("reduced " + orderId + " of " + account + " " + order(side, price, by) + " left " + remaining);
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        lines.add("replaced " + orderId + " of " + account + " " + order(side, price, quantity)
                + (keptPriority ? " in place" : " anew"));
    }

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        lines.add("rejected " + orderId + " of " + account + " " + reason);
    }

    @Override
    public void marketState(MarketState state) {
        lines.add("market " + state);
    }

    private static String order(Side side, long price, long quantity) {
        return (side == Side.BUY ? "buy " : "sell ") + quantity + "@" + price;
    }
}
