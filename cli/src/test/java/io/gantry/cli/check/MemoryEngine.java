package io.gantry.cli.check;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.BookView.Level;
import io.gantry.engine.api.partition.Gate;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.EventKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One symbol's honest engine in memory: sequences commands as they come, numbers and chains events, answers. */
public final class MemoryEngine {
    private static final Set<CommandKind> ABOUT_AN_ORDER =
            EnumSet.of(CommandKind.NEW, CommandKind.CANCEL, CommandKind.REDUCE, CommandKind.REPLACE);

    private final Instrument instrument;
    private final OrderBook book;
    private long commandSequence;
    private long eventSequence;
    private long chain;
    private int partition = 1;
    private long epoch = 1;

    public MemoryEngine(Instrument instrument) {
        this.instrument = instrument;
        this.book = new ReferenceOrderBookFactory().create(instrument);
    }

    public Instrument instrument() {
        return instrument;
    }

    public int partition() {
        return partition;
    }

    /** What {@link #apply} made of a command. */
    public record Result(CommandAnswer answer, List<BookEvent> events) {}

    public Result apply(OrderCommand command) {
        commandSequence++;
        Ear ear = new Ear(command);
        book.apply(command, timeNanos(), ear);
        ear.answer.lastEvent(eventSequence);
        return new Result(ear.answer, ear.events);
    }

    public void moveTo(int target) {
        partition = target;
        epoch++;
    }

    public int restingOrders() {
        return book.figures().orders();
    }

    public long stateHash() {
        return book.stateHash();
    }

    /** A millisecond a command. */
    private long timeNanos() {
        return 1_000_000L * commandSequence;
    }

    public BookView view() {
        BookFigures figures = book.figures();
        int[] stops = {0};
        book.forEachStop(order -> stops[0]++);
        return new BookView(
                instrument.symbol(),
                partition,
                epoch,
                Gate.OPEN,
                "reference 1",
                figures.marketState().name(),
                commandSequence,
                eventSequence,
                chain,
                book.stateHash(),
                figures.orders(),
                stops[0],
                figures.lastTradePrice(),
                levels(Side.BUY),
                levels(Side.SELL));
    }

    private List<Level> levels(Side side) {
        List<Level> levels = new ArrayList<>();
        book.forEachOrder(side, order -> {
            if (!levels.isEmpty() && levels.get(levels.size() - 1).price() == order.price()) {
                Level last = levels.remove(levels.size() - 1);
                levels.add(new Level(order.price(), last.quantity() + order.remaining(), last.orders() + 1));
            } else {
                levels.add(new Level(order.price(), order.remaining(), 1));
            }
        });
        return levels;
    }

    private final class Ear implements BookEvents {
        private final List<BookEvent> events = new ArrayList<>();
        private final CommandAnswer answer = new CommandAnswer();
        private final OrderCommand command;

        Ear(OrderCommand command) {
            this.command = command;
            answer.status(AnswerStatus.EXECUTED)
                    .reason(RejectReason.NONE)
                    .symbolId(instrument.symbolId())
                    .clientId(command.clientId())
                    .requestId(command.requestId())
                    .orderId(command.orderId())
                    .commandSequence(commandSequence)
                    .firstEvent(eventSequence + 1);
        }

        @Override
        public void accepted(long orderId, long account, Side side, OrderType type, long price, long quantity) {
            own(orderId, 0, quantity);
            tell(event(EventKind.ACCEPTED, orderId, account, side, price, quantity, quantity)
                    .code(type.ordinal()));
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
            own(takerOrderId, quantity, takerRemaining);
            own(makerOrderId, quantity, makerRemaining);
            tell(event(EventKind.TRADED, takerOrderId, makerAccount, takerSide, price, quantity, takerRemaining)
                    .makerOrderId(makerOrderId)
                    .makerRemaining(makerRemaining));
        }

        @Override
        public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
            own(orderId, 0, 0);
            tell(event(EventKind.CANCELLED, orderId, account, side, price, quantity, 0)
                    .code(reason.ordinal()));
        }

        @Override
        public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
            own(orderId, 0, remaining);
            tell(event(EventKind.REDUCED, orderId, account, side, price, by, remaining));
        }

        @Override
        public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
            own(orderId, 0, quantity);
            tell(event(EventKind.REPLACED, orderId, account, side, price, quantity, quantity)
                    .code(keptPriority ? 1 : 0));
        }

        @Override
        public void rejected(long orderId, long account, RejectReason reason) {
            answer.status(AnswerStatus.REJECTED).reason(reason);
            tell(event(EventKind.REJECTED, orderId, account, Side.BUY, 0, 0, 0).code(reason.ordinal()));
        }

        @Override
        public void marketState(MarketState state) {
            tell(event(EventKind.MARKET_STATE, 0, 0, Side.BUY, 0, 0, 0).code(state.ordinal()));
        }

        @Override
        public void triggered(long orderId, long account, Side side, long price, long quantity) {
            tell(event(EventKind.TRIGGERED, orderId, account, side, price, quantity, quantity));
        }

        @Override
        public void massCancelled(long account, CancelScope scope, int orders) {
            tell(event(EventKind.MASS_CANCELLED, 0, account, Side.BUY, 0, orders, 0)
                    .code(scope.ordinal()));
        }

        @Override
        public void rules(TradingRules rules) {
            tell(event(
                            EventKind.RULES_CHANGED,
                            0,
                            0,
                            Side.BUY,
                            rules.lowPrice(),
                            rules.highPrice(),
                            rules.protectionTicks())
                    .makerRemaining(rules.maxOpenOrders())
                    .makerOrderId(rules.dayEndNanos()));
        }

        @Override
        public void depth(Side side, long price, long quantity, int orders) {}

        /** What happens to the order that the command names belongs into its answer. */
        private void own(long orderId, long filled, long open) {
            if (ABOUT_AN_ORDER.contains(command.kind()) && orderId == command.orderId()) {
                answer.filledQuantity(answer.filledQuantity() + filled).openQuantity(open);
            }
        }

        private BookEvent event(
                EventKind kind, long orderId, long account, Side side, long price, long quantity, long remaining) {
            return new BookEvent()
                    .kind(kind)
                    .orderId(orderId)
                    .account(account)
                    .side(side)
                    .price(price)
                    .quantity(quantity)
                    .remaining(remaining);
        }

        private void tell(BookEvent event) {
            event.symbolId(instrument.symbolId())
                    .eventSequence(++eventSequence)
                    .commandSequence(commandSequence)
                    .clientId(command.clientId())
                    .requestId(command.requestId())
                    .timeNanos(timeNanos());
            chain = event.chainAfter(chain);
            events.add(event.chain(chain));
        }
    }
}
