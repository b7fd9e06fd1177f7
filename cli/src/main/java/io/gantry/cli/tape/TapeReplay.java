package io.gantry.cli.tape;

import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowCommand;
import io.gantry.cli.flow.FlowCursor;
import io.gantry.cli.flow.FlowSymbol;
import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Plays a flow of one symbol into books of several kinds at once. After each command every book's events and state hash
 * are compared with the first book's; at the first difference the comparison ends, and the first book plays on.
 */
final class TapeReplay {
    private static final long ACCOUNT = 1;

    private final Flow flow;
    private final FlowSymbol symbol;
    private final List<Player> players = new ArrayList<>();
    private final Map<String, Long> rejections = new TreeMap<>();
    private long commands;
    private long events;
    private long trades;
    private long executionsOnSameOrder;
    private Optional<String> difference = Optional.empty();

    /** A book in play. */
    private record Player(String name, OrderBookFactory factory, OrderBook book, HeardEvents heard) {
        static Player of(OrderBookFactory factory, Instrument instrument) {
            String name = factory.name() + " " + factory.version();
            return new Player(name, factory, factory.create(instrument), new HeardEvents());
        }

        void apply(OrderCommand command, long timeNanos) {
            heard.clear();
            book.apply(command, timeNanos, heard);
        }
    }

    /**
     * @param flow of one symbol
     * @param factories of the books, at least one
     */
    TapeReplay(Flow flow, List<OrderBookFactory> factories) {
        this.flow = flow;
        this.symbol = flow.symbols().get(0);
        factories.forEach(factory -> players.add(Player.of(factory, symbol.instrument(1))));
    }

    /** Plays it all, once; throws what a book throws when it is broken. */
    TapeResult run() {
        OrderCommand command = new OrderCommand();
        try (FlowCursor cursor = flow.iterator()) {
            while (cursor.hasNext()) {
                FlowCommand next = cursor.next();
                apply(next, fill(command, next));
            }
        }
        Player first = players.get(0);
        first.book.validate();
        if (difference.isEmpty()) {
            players.forEach(player -> player.book.validate());
        }
        BookFigures figures = first.book.figures();
        return new TapeResult(
                symbol,
                flow.statistics(),
                commands,
                events,
                trades,
                executionsOnSameOrder,
                rejections,
                figures.orders(),
                figures.lastTradePrice(),
                first.book.stateHash(),
                players.stream().map(this::measured).toList(),
                difference);
    }

    private static OrderCommand fill(OrderCommand command, FlowCommand next) {
        return next.copyTo(command.clear(), next.timeNanos()).symbolId(1).account(ACCOUNT);
    }

    private void apply(FlowCommand next, OrderCommand command) {
        Player first = players.get(0);
        commands++;
        first.apply(command, next.timeNanos());
        count(first.heard.events(), next.expectedMaker());
        for (Player other : players.subList(1, players.size())) {
            if (difference.isEmpty()) {
                other.apply(command, next.timeNanos());
                difference = compare(first, other).map(words -> "command " + commands + " (" + command + "): " + words);
            }
        }
    }

    private void count(List<HeardEvent> heard, long expectedMaker) {
        events += heard.size();
        boolean isOnSameOrder = false;
        for (HeardEvent event : heard) {
            if (event.kind() == EventKind.TRADED) {
                trades++;
                isOnSameOrder |= event.makerOrderId() == expectedMaker;
            } else if (event.kind() == EventKind.REJECTED) {
                rejections.merge(event.detail(), 1L, Long::sum);
            }
        }
        executionsOnSameOrder += isOnSameOrder ? 1 : 0;
    }

    private static Optional<String> compare(Player first, Player other) {
        if (!first.heard.events().equals(other.heard.events())) {
            return Optional.of(
                    first.name + " told " + first.heard.events() + ", " + other.name + " " + other.heard.events());
        }
        long expected = first.book.stateHash();
        long hash = other.book.stateHash();
        return hash == expected
                ? Optional.empty()
                : Optional.of("same events, but " + first.name + " has the state hash " + Long.toHexString(expected)
                        + ", " + other.name + " " + Long.toHexString(hash));
    }

    private TapeResult.PlayedBook measured(Player player) {
        return new TapeResult.PlayedBook(player.name, new TapeSpeed(flow, player.factory).commandsPerSecond());
    }
}
