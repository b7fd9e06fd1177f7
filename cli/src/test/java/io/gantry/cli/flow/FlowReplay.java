package io.gantry.cli.flow;

import io.gantry.cli.flow.QueueBook.Outcome;
import io.gantry.cli.flow.QueueBook.Rejection;
import io.gantry.cli.flow.QueueBook.Resting;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays a flow into plain books and measures it; what fills the books at the start is played and not measured. */
final class FlowReplay {
    private final Flow flow;
    private final List<QueueBook> books = new ArrayList<>();
    private final Map<CommandKind, Integer> kinds = new EnumMap<>(CommandKind.class);
    private final Map<Rejection, Integer> rejections = new EnumMap<>(Rejection.class);
    private final List<Long> gaps = new ArrayList<>();
    private final List<Long> addDistances = new ArrayList<>();
    private final List<Long> lifetimes = new ArrayList<>();
    private final List<Long> spreads = new ArrayList<>();
    private final Map<Long, Long> entered = new HashMap<>();
    private final long[] commandsOf;
    private int measured;
    private int passiveOrders;
    private int roundLots;
    private int fillOrKills;
    private int marketOrders;
    private int postOnlyOrders;
    private int fills;
    private int takers;
    private int sweeps;
    private int passiveTrades;
    private int foreignChanges;
    private int smallestBusiestBook = Integer.MAX_VALUE;
    private int largestBusiestBook;

    FlowReplay(Flow flow) {
        this.flow = flow;
        this.commandsOf = new long[flow.symbols().size()];
        flow.symbols().forEach(symbol -> books.add(new QueueBook()));
    }

    void run() {
        long start = ((GeneratedFlow) flow).fillCommands();
        long number = 0;
        long previousNanos = 0;
        for (FlowCommand command : flow) {
            QueueBook book = books.get(command.symbol());
            if (number++ >= start) {
                gaps.add(command.timeNanos() - previousNanos);
                before(command, book);
                after(command, book, book.apply(command));
            } else {
                book.apply(command);
            }
            previousNanos = command.timeNanos();
        }
    }

    private void before(FlowCommand command, QueueBook book) {
        measured++;
        commandsOf[command.symbol()]++;
        kinds.merge(command.kind(), 1, Integer::sum);
        Resting resting = book.resting(command.orderId());
        if (resting != null && resting.session != command.session()) {
            foreignChanges++;
        }
        boolean isNew = command.kind() == CommandKind.NEW;
        boolean enters = isNew && command.timeInForce() == TimeInForce.GTC;
        if (enters || command.kind() == CommandKind.REPLACE) {
            measureDistance(command, enters ? command.side() : resting.side, book);
        }
        if (isNew) {
            fillOrKills += command.timeInForce() == TimeInForce.FOK ? 1 : 0;
            marketOrders += command.type() == OrderType.MARKET ? 1 : 0;
            postOnlyOrders += command.postOnly() ? 1 : 0;
        }
    }

    private void measureDistance(FlowCommand command, Side side, QueueBook book) {
        long touch = book.best(side);
        long other = book.best(side.opposite());
        if (touch == 0 || other == 0 || !isBehind(command.price(), other, side)) {
            return;
        }
        long tick = flow.symbols().get(command.symbol()).tickSize();
        long better = side == Side.BUY ? command.price() - touch : touch - command.price();
        addDistances.add(-better / tick);
        spreads.add(Math.abs(other - touch) / tick);
    }

    private static boolean isBehind(long price, long otherTouch, Side side) {
        return side == Side.BUY ? price < otherTouch : price > otherTouch;
    }

    private void after(FlowCommand command, QueueBook book, Outcome outcome) {
        rejections.merge(outcome.rejection(), 1, Integer::sum);
        fills += outcome.fills().size();
        if (!outcome.fills().isEmpty()) {
            takers++;
            sweeps += outcome.fills().size() > 1 ? 1 : 0;
            passiveTrades += command.kind() != CommandKind.NEW || command.postOnly() ? 1 : 0;
        }
        boolean rests = book.resting(command.orderId()) != null;
        if (command.kind() == CommandKind.NEW && rests && outcome.fills().isEmpty()) {
            passiveOrders++;
            roundLots += command.quantity() == 100 ? 1 : 0;
            entered.put(command.orderId(), commandsOf[command.symbol()]);
        }
        if (command.kind() == CommandKind.CANCEL && entered.containsKey(command.orderId())) {
            lifetimes.add(commandsOf[command.symbol()] - entered.remove(command.orderId()));
        }
        if (command.symbol() == 0) {
            smallestBusiestBook = Math.min(smallestBusiestBook, book.size());
            largestBusiestBook = Math.max(largestBusiestBook, book.size());
        }
    }

    int count(CommandKind kind) {
        return kinds.getOrDefault(kind, 0);
    }

    int rejections(Rejection rejection) {
        return rejections.getOrDefault(rejection, 0);
    }

    /** Of the commands measured. */
    double percent(long count) {
        return 100.0 * count / measured;
    }

    /** Percentage of passive entries, by ticks from the own touch; negative is better than the touch. */
    double addedWithin(long from, long to) {
        return 100.0
                * addDistances.stream()
                        .filter(distance -> distance >= from && distance <= to)
                        .count()
                / addDistances.size();
    }

    double gapsBelow(long nanos) {
        return 100.0 * gaps.stream().filter(gap -> gap < nanos).count() / gaps.size();
    }

    double meanGapNanos() {
        return gaps.stream().mapToLong(gap -> gap).average().orElseThrow();
    }

    /** Standard deviation over mean. */
    double gapVariation() {
        double mean = meanGapNanos();
        return Math.sqrt(gaps.stream()
                        .mapToDouble(gap -> (gap - mean) * (gap - mean))
                        .average()
                        .orElseThrow())
                / mean;
    }

    long medianLifetime() {
        return median(lifetimes);
    }

    long medianSpreadTicks() {
        return median(spreads);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    double commandsOf(int symbol) {
        return commandsOf[symbol];
    }

    int passiveOrders() {
        return passiveOrders;
    }

    int roundLots() {
        return roundLots;
    }

    int fillOrKills() {
        return fillOrKills;
    }

    int marketOrders() {
        return marketOrders;
    }

    int postOnlyOrders() {
        return postOnlyOrders;
    }

    int fills() {
        return fills;
    }

    int takers() {
        return takers;
    }

    int sweeps() {
        return sweeps;
    }

    /** Commands that should have rested or been refused, and traded. */
    int passiveTrades() {
        return passiveTrades;
    }

    /** Changes of an order by a session that did not enter it. */
    int foreignChanges() {
        return foreignChanges;
    }

    int smallestBusiestBook() {
        return smallestBusiestBook;
    }

    int largestBusiestBook() {
        return largestBusiestBook;
    }
}
