package io.gantry.cli.check;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.BookView.Level;
import io.gantry.engine.api.partition.Gate;
import io.gantry.orderbook.PlainOrderBook;
import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.EventKind;
import java.util.ArrayList;
import java.util.List;

/** One symbol's honest engine in memory: sequences commands as they come, numbers and chains events, answers. */
public final class MemoryEngine {
    private final Instrument instrument;
    private final PlainOrderBook book;
    private long commandSequence;
    private long eventSequence;
    private long chain;
    private int partition = 1;
    private long epoch = 1;

    public MemoryEngine(Instrument instrument) {
        this.instrument = instrument;
        this.book = new PlainOrderBook(instrument);
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
        book.apply(command, ear);
        ear.answer.lastEvent(eventSequence);
        return new Result(ear.answer, ear.events);
    }

    public void moveTo(int target) {
        partition = target;
        epoch++;
    }

    public int restingOrders() {
        return book.size();
    }

    public long stateHash() {
        return book.stateHash();
    }

    public BookView view() {
        return new BookView(
                instrument.symbol(),
                partition,
                epoch,
                Gate.OPEN,
                book.marketState().name(),
                commandSequence,
                eventSequence,
                chain,
                book.stateHash(),
                book.size(),
                book.lastTradePrice(),
                levels(Side.BUY),
                levels(Side.SELL));
    }

    private List<Level> levels(Side side) {
        List<Level> levels = new ArrayList<>();
        book.forEachOrder(side, (orderId, account, orderSide, price, remaining, arrival, postOnly) -> {
            if (!levels.isEmpty() && levels.get(levels.size() - 1).price() == price) {
                Level last = levels.remove(levels.size() - 1);
                levels.add(new Level(price, last.quantity() + remaining, last.orders() + 1));
            } else {
                levels.add(new Level(price, remaining, 1));
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
        public void accepted(long orderId, long account, Side side, long price, long quantity) {
            answer.openQuantity(quantity);
            tell(event(EventKind.ACCEPTED, orderId, account, side, price, quantity, quantity));
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
            answer.filledQuantity(answer.filledQuantity() + quantity).openQuantity(takerRemaining);
            tell(event(EventKind.TRADED, takerOrderId, makerAccount, takerSide, price, quantity, takerRemaining)
                    .makerOrderId(makerOrderId)
                    .makerRemaining(makerRemaining));
        }

        @Override
        public void cancelled(long orderId, long account, Side side, long price, long quantity, CancelReason reason) {
            answer.openQuantity(0);
            tell(event(EventKind.CANCELLED, orderId, account, side, price, quantity, 0)
                    .code(reason.ordinal()));
        }

        @Override
        public void reduced(long orderId, long account, Side side, long price, long by, long remaining) {
            answer.openQuantity(remaining);
            tell(event(EventKind.REDUCED, orderId, account, side, price, by, remaining));
        }

        @Override
        public void replaced(long orderId, long account, Side side, long price, long quantity, boolean keptPriority) {
            answer.openQuantity(quantity);
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
                    .timeNanos(1_000_000L * commandSequence);
            chain = event.chainAfter(chain);
            events.add(event.chain(chain));
        }
    }
}
