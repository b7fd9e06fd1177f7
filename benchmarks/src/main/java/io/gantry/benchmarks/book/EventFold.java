package io.gantry.benchmarks.book;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;

/** Folds the events of a book of ours. No stream causes those that the other sort of books does not have. */
final class EventFold implements BookEvents {
    private final BookDigest digest = new BookDigest();

    BookDigest digest() {
        return digest;
    }

    @Override
    public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
        digest.taken(orderId, price);
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
        digest.traded(makerOrderId, makerAccount, price, quantity, makerRemaining == 0, takerRemaining == 0);
    }

    @Override
    public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
        digest.ended(orderId, price, quantity, true);
    }

    @Override
    public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
        digest.ended(orderId, price, by, false);
    }

    @Override
    public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
        digest.taken(orderId, price);
    }

    @Override
    public void rejected(long orderId, long account, RejectReason reason) {
        digest.refused(orderId);
    }

    @Override
    public void triggered(long orderId, long account, Side side, long price, long quantity) {
        throw unexpected("a stop");
    }

    @Override
    public void massCancelled(long account, CancelScope scope, int orders) {
        throw unexpected("a mass cancel");
    }

    @Override
    public void marketState(MarketState state) {
        throw unexpected("a change of the market's state");
    }

    @Override
    public void rules(TradingRules rules) {
        throw unexpected("new rules");
    }

    @Override
    public void depth(Side side, long price, long quantity, int orders) {}

    private static IllegalStateException unexpected(String what) {
        return new IllegalStateException("no stream has " + what);
    }
}
