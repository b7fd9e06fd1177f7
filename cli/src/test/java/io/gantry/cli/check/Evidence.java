package io.gantry.cli.check;

import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowCommand;
import io.gantry.cli.flow.FlowSpec;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.BookView;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A recording that can still be tampered with: what an honest engine made of a generated flow. */
final class Evidence {
    static final String SPEC = "generated:commands=4000,symbols=2,sessions=3,resting=200,seed=7";

    final List<Instrument> instruments = new ArrayList<>();
    final List<OrderCommand> sent = new ArrayList<>();
    final List<CommandAnswer> answers = new ArrayList<>();
    final List<OrderCommand> notExecuted = new ArrayList<>();
    final List<OrderCommand> undecided = new ArrayList<>();
    final List<BookEvent> events = new ArrayList<>();
    final Map<String, BookView> books = new HashMap<>();
    private final Map<Integer, MemoryEngine> engines = new HashMap<>();
    private final Map<Integer, Long> requestIds = new HashMap<>();

    /** What the honest engine would make of a flow. */
    static Evidence ofFlow() {
        Evidence evidence = new Evidence();
        Flow flow = FlowSpec.parse(SPEC).open();
        flow.symbols().forEach(symbol -> evidence.list(symbol.instrument(evidence.instruments.size() + 1)));
        for (FlowCommand next : flow) {
            OrderCommand command =
                    next.copyTo(new OrderCommand(), next.timeNanos()).symbolId(next.symbol() + 1);
            evidence.carryOut(evidence.writeAs(next.session(), command));
        }
        evidence.close();
        return evidence;
    }

    void list(Instrument instrument) {
        instruments.add(instrument);
        engines.put(instrument.symbolId(), new MemoryEngine(instrument));
    }

    /** A session sends a command, and the engine carries it out. */
    void send(int session, OrderCommand command) {
        carryOut(write(session, command));
    }

    /** A session sends a command. */
    OrderCommand write(int session, OrderCommand command) {
        return writeAs(session, command.account(session + 1L));
    }

    private OrderCommand writeAs(int session, OrderCommand command) {
        command.clientId(100L + session).requestId(requestIds.merge(session, 1L, Long::sum));
        sent.add(command);
        return command;
    }

    /** The engine carries out a command. */
    void carryOut(OrderCommand command) {
        answers.add(sequence(command));
    }

    /** The engine carries out a command and answers nobody. */
    CommandAnswer sequence(OrderCommand command) {
        MemoryEngine.Result result = engines.get(command.symbolId()).apply(command);
        events.addAll(result.events());
        return result.answer();
    }

    /** Looks at the books. */
    void close() {
        engines.values().forEach(engine -> books.put(engine.instrument().symbol(), engine.view()));
    }

    CheckReport check() {
        Recording recording = new Recording(instruments);
        sent.forEach(command -> recording.sent(command, 0));
        answers.forEach(recording::answered);
        notExecuted.forEach(command ->
                recording.notExecuted(command.symbolId(), command.clientId(), command.requestId(), Cause.INVALID));
        undecided.forEach(command -> recording.undecided(command.symbolId(), command.clientId(), command.requestId()));
        events.forEach(recording::event);
        return RecordingCheck.check(recording, books);
    }

    /** Index of an event of the first symbol, from the middle of the flow on. */
    int indexOfEvent(Predicate<BookEvent> wanted) {
        for (int i = events.size() / 2; i < events.size(); i++) {
            if (events.get(i).symbolId() == 1 && wanted.test(events.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no such event in " + SPEC);
    }

    /** Index of the event behind another one in the same symbol. */
    int indexOfNext(int index) {
        int next = index + 1;
        while (events.get(next).symbolId() != events.get(index).symbolId()) {
            next++;
        }
        return next;
    }

    /** Index of an answer from the middle of the flow on. */
    int indexOfAnswer(Predicate<CommandAnswer> wanted) {
        for (int i = answers.size() / 2; i < answers.size(); i++) {
            if (answers.get(i).symbolId() == 1 && wanted.test(answers.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no such answer in " + SPEC);
    }

    /** The command that an answer answers. */
    OrderCommand commandOf(CommandAnswer answer) {
        return sent.stream()
                .filter(command -> command.clientId() == answer.clientId() && command.requestId() == answer.requestId())
                .findFirst()
                .orElseThrow();
    }

    /** Makes all hashes fit again, as somebody would who wants a lie to be believed. */
    void chainAnew() {
        Map<Integer, Long> chains = new HashMap<>();
        for (BookEvent event : events) {
            event.chain(event.chainAfter(chains.getOrDefault(event.symbolId(), 0L)));
            chains.put(event.symbolId(), event.chain());
        }
        instruments.forEach(instrument ->
                show(instrument.symbol(), book -> book.withChain(chains.getOrDefault(instrument.symbolId(), 0L))));
    }

    /** Changes what a worker shows in the end. */
    void show(String symbol, java.util.function.UnaryOperator<ShownBook> change) {
        books.computeIfPresent(
                symbol, (name, view) -> change.apply(new ShownBook(view)).view());
    }

    /** A book's picture that can be touched up. */
    record ShownBook(BookView view) {
        ShownBook withChain(long chain) {
            return with(view.commandSequence(), view.eventSequence(), chain, view.bids(), view.orders());
        }

        ShownBook withCommand(long command, long event) {
            return with(command, event, view.eventChain(), view.bids(), view.orders());
        }

        ShownBook withBids(List<BookView.Level> bids, int orders) {
            return with(view.commandSequence(), view.eventSequence(), view.eventChain(), bids, orders);
        }

        private ShownBook with(long command, long event, long chain, List<BookView.Level> bids, int orders) {
            return new ShownBook(new BookView(
                    view.symbol(),
                    view.partition(),
                    view.epoch(),
                    view.gate(),
                    view.book(),
                    view.marketState(),
                    command,
                    event,
                    chain,
                    view.stateHash(),
                    orders,
                    view.stops(),
                    view.lastTradePrice(),
                    bids,
                    view.asks()));
        }
    }

    /** A limit order in the first symbol, to be changed at will. */
    static OrderCommand order(long orderId, Side side, long price, long quantity) {
        return new OrderCommand()
                .kind(CommandKind.NEW)
                .symbolId(1)
                .orderId(orderId)
                .side(side)
                .price(price)
                .quantity(quantity);
    }
}
