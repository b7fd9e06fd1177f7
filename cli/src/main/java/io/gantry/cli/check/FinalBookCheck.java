package io.gantry.cli.check;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.BookView.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares the book that a worker shows in the end with the reference book and with all that was told on the way. */
final class FinalBookCheck {
    private final BookView view;
    private final Findings findings;

    FinalBookCheck(BookView view, Findings findings) {
        this.view = view;
        this.findings = findings;
    }

    /** Does the last owner know all that clients were told, by whichever owner? */
    void checkKept(AnswerCheck answers) {
        if (view.commandSequence() < answers.lastCommand() || view.eventSequence() < answers.lastEvent()) {
            findings.add(
                    Rule.KEPT,
                    view.symbol() + ": partition " + view.partition() + " ends with command " + view.commandSequence()
                            + " and event " + view.eventSequence() + ", but command " + answers.lastCommand()
                            + " and event " + answers.lastEvent() + " were acknowledged");
        }
    }

    /** Is it the reference book? */
    void checkBook(OrderBook reference, EventReplay replay) {
        BookFigures figures = reference.figures();
        String differences = new Differences()
                .compare("command sequence", view.commandSequence(), replay.lastCommand())
                .compare(
                        "event sequence",
                        view.eventSequence(),
                        replay.sequence().lastEvent())
                .compare(
                        "event chain",
                        Long.toHexString(view.eventChain()),
                        Long.toHexString(replay.sequence().chain()))
                .compare("orders", view.orders(), figures.orders())
                .compare("stops", view.stops(), waiting(reference).orders())
                .compare(
                        "market state",
                        view.marketState(),
                        figures.marketState().name())
                .compare("last trade price", view.lastTradePrice(), figures.lastTradePrice())
                .text();
        report(differences);
        compareLevels("bid", view.bids(), levels(reference, Side.BUY));
        compareLevels("ask", view.asks(), levels(reference, Side.SELL));
    }

    /**
     * Does it hold the quantity that the events left open? Not to be told of a view that does not show every level. A view
     * shows no stops: theirs is taken from the reference book.
     */
    void checkQuantity(QuantityLedger ledger, OrderBook reference) {
        int shown = Stream.concat(view.bids().stream(), view.asks().stream())
                .mapToInt(Level::orders)
                .sum();
        if (shown == view.orders() - view.stops()) {
            long quantity = Stream.concat(view.bids().stream(), view.asks().stream())
                    .mapToLong(Level::quantity)
                    .sum();
            ledger.compareSum("the worker's book", quantity + waiting(reference).quantity());
        }
    }

    private void compareLevels(String side, List<Level> shown, List<Level> reference) {
        int compared = Math.min(shown.size(), reference.size());
        for (int i = 0; i < compared; i++) {
            Level level = shown.get(i);
            Level expected = reference.get(i);
            String differences = new Differences()
                    .compare("price", level.price(), expected.price())
                    .compare("quantity", level.quantity(), expected.quantity())
                    .compare("orders", level.orders(), expected.orders())
                    .text();
            if (!differences.isEmpty()) {
                report(side + " level " + (i + 1) + ": " + differences);
                return;
            }
        }
        boolean isCutShort = shown.size() < reference.size() && shown.size() == RecordingCheck.LEVELS;
        if (shown.size() != reference.size() && !isCutShort) {
            report(side + " levels " + shown.size() + " instead of " + reference.size());
        }
    }

    private void report(String differences) {
        if (!differences.isEmpty()) {
            findings.add(Rule.FINAL_BOOK, view.symbol() + " in partition " + view.partition() + ": " + differences);
        }
    }

    private static List<Level> levels(OrderBook book, Side side) {
        List<Level> levels = new ArrayList<>();
        book.forEachOrder(side, order -> {
            int last = levels.size() - 1;
            if (last >= 0 && levels.get(last).price() == order.price()) {
                levels.set(last, plus(levels.get(last), order));
            } else {
                levels.add(new Level(order.price(), order.remaining(), 1));
            }
        });
        return levels;
    }

    /** All stops together, as a level without a price. */
    private static Level waiting(OrderBook book) {
        Level[] sum = {new Level(0, 0, 0)};
        book.forEachStop(order -> sum[0] = plus(sum[0], order));
        return sum[0];
    }

    private static Level plus(Level level, BookOrder order) {
        return new Level(level.price(), level.quantity() + order.remaining(), level.orders() + 1);
    }
}
