package io.gantry.cli.flow;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The reference books of a flow's symbols, played command by command in the flow's own time. */
final class EngineBooks {
    private final List<OrderBook> books = new ArrayList<>();
    private final Map<RejectReason, Integer> rejections = new EnumMap<>(RejectReason.class);
    private final Map<CancelReason, Integer> cancels = new EnumMap<>(CancelReason.class);
    private final List<Long> makers = new ArrayList<>();
    private int triggered;
    private int massCancelled;
    private int auctionTrades;
    private final OrderCommand command = new OrderCommand();
    private final BookEvents events = new Ear();

    EngineBooks(Flow flow) {
        for (FlowSymbol symbol : flow.symbols()) {
            books.add(new ReferenceOrderBookFactory().create(symbol.instrument(books.size() + 1)));
        }
    }

    /** Applies a command and tells which resting orders it traded with. */
    List<Long> makersOf(FlowCommand next) {
        makers.clear();
        next.copyTo(command, next.timeNanos()).symbolId(next.symbol() + 1);
        books.get(next.symbol()).apply(command, next.timeNanos(), events);
        return makers;
    }

    Map<RejectReason, Integer> rejections() {
        return rejections;
    }

    int cancelled(CancelReason reason) {
        return cancels.getOrDefault(reason, 0);
    }

    int triggered() {
        return triggered;
    }

    /** Orders that mass cancels took, by their own account. */
    int massCancelled() {
        return massCancelled;
    }

    /** Trades of uncrossings and of the stops that they triggered. */
    int auctionTrades() {
        return auctionTrades;
    }

    /** How many orders rest on a side. */
    int resting(int symbol, Side side) {
        int[] count = {0};
        books.get(symbol).forEachOrder(side, order -> count[0]++);
        return count[0];
    }

    private final class Ear implements BookEvents {
        @Override
        public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {}

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
            makers.add(makerOrderId);
            auctionTrades += command.kind() == CommandKind.MARKET_STATE ? 1 : 0;
        }

        @Override
        public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
            cancels.merge(reason, 1, Integer::sum);
        }

        @Override
        public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {}

        @Override
        public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {}

        @Override
        public void rejected(long orderId, long account, RejectReason reason) {
            rejections.merge(reason, 1, Integer::sum);
        }

        @Override
        public void marketState(MarketState state) {}

        @Override
        public void triggered(long orderId, long account, Side side, long price, long quantity) {
            triggered++;
        }

        @Override
        public void massCancelled(long account, CancelScope scope, int orders) {
            massCancelled += orders;
        }

        @Override
        public void rules(TradingRules rules) {}

        @Override
        public void depth(Side side, long price, long quantity, int orders) {}
    }
}
