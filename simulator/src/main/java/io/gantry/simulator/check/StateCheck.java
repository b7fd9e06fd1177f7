package io.gantry.simulator.check;

import io.gantry.simulator.world.Violation;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** I2: what a replica's state is after a command, it is at every replica, and so it is in the reference run. */
final class StateCheck {

    private record Point(int symbolId, long commandSequence) implements Comparable<Point> {
        @Override
        public int compareTo(Point other) {
            int bySymbol = Integer.compare(symbolId, other.symbolId);
            return bySymbol != 0 ? bySymbol : Long.compare(commandSequence, other.commandSequence);
        }
    }

    private record Seen(long stateHash, String worker) {}

    /** Which symbols a replica has. */
    private record Holding(String symbols, String worker) {}

    private final ReferenceRun run;
    private final TreeMap<Point, Seen> seen = new TreeMap<>();

    /** By partition and position of its committed log. */
    private final TreeMap<Integer, TreeMap<Long, Holding>> holdings = new TreeMap<>();

    StateCheck(ReferenceRun run) {
        this.run = run;
    }

    /** A replica that has executed the committed log up to a position shows a symbol. */
    void compare(String worker, int partition, long position, SymbolFigures figures) {
        ModelSymbol symbol = run.symbol(figures.symbolId());
        long due = run.commandAt(partition, figures.symbolId(), position);
        String where = symbol.name() + " at " + worker + ", partition " + partition + ", position " + position;
        if (figures.commandSequence() != due) {
            throw new Violation("I2", where + " is at command " + figures.commandSequence() + ", not " + due);
        }
        compare(worker, where, figures);
    }

    /** A replica that has executed the committed log up to a position has these symbols, and no others. */
    void compareHoldings(String worker, int partition, long position, List<SymbolFigures> figures) {
        String symbols = figures.stream()
                .map(SymbolFigures::symbolId)
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        Holding before = holdings.computeIfAbsent(partition, number -> new TreeMap<>())
                .putIfAbsent(position, new Holding(symbols, worker));
        if (before != null && !before.symbols().equals(symbols)) {
            throw new Violation(
                    "I2",
                    "partition " + partition + " at position " + position + " has symbols " + symbols + " at " + worker
                            + ", and " + before.symbols() + " at " + before.worker());
        }
    }

    /** Something at a worker has a symbol as it was behind a committed command. */
    void compare(String worker, String where, SymbolFigures figures) {
        ModelSymbol symbol = run.symbol(figures.symbolId());
        long due = figures.commandSequence();
        require(where, "event sequence", figures.eventSequence(), symbol.eventSequenceAt(due), due);
        require(where, "event chain", figures.eventChain(), symbol.chainAt(due), due);
        require(where, "time", figures.timeNanos(), symbol.timeAt(due), due);
        require(where, "book hash", figures.bookHash(), symbol.bookHashAt(due), due);
        Point point = new Point(figures.symbolId(), due);
        Seen before = seen.putIfAbsent(point, new Seen(figures.stateHash(), worker));
        if (before != null && before.stateHash() != figures.stateHash()) {
            throw new Violation(
                    "I2",
                    where + " has state hash " + figures.stateHash() + " behind command " + due + ", at "
                            + before.worker() + " it was " + before.stateHash());
        }
    }

    private static void require(String where, String what, long found, long due, long command) {
        if (found != due) {
            throw new Violation(
                    "I2", where + ": " + what + " behind command " + command + " is " + found + ", not " + due);
        }
    }
}
