package io.gantry.cli.tape;

import io.gantry.cli.flow.FlowStatistics;
import io.gantry.cli.flow.FlowSymbol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a tape.
 *
 * @param symbol that was traded
 * @param statistics what the tape is made of
 * @param commands that were applied
 * @param events of the first book
 * @param trades of the first book
 * @param executionsOnSameOrder executions that traded with the order that the tape names
 * @param rejections commands that the first book rejected, by reason
 * @param ordersLeft in the first book
 * @param lastTradePrice in the first book, 0 if there was no trade
 * @param stateHash of the first book
 * @param books the books that were played, one or more, the first one first
 * @param difference where two books first differed, in words; empty if they never did, or there was one book only
 */
record TapeResult(
        FlowSymbol symbol,
        FlowStatistics statistics,
        long commands,
        long events,
        long trades,
        long executionsOnSameOrder,
        Map<String, Long> rejections,
        int ordersLeft,
        long lastTradePrice,
        long stateHash,
        List<PlayedBook> books,
        Optional<String> difference) {

    TapeResult {
        rejections = Map.copyOf(rejections);
        books = List.copyOf(books);
    }

    /**
     * A book and how fast it was.
     *
     * @param name and version of the implementation
     * @param commandsPerSecond in a pass of its own, with nothing but the book
     */
    record PlayedBook(String name, long commandsPerSecond) {}

    /** Rows of hidden executions, which are no commands. */
    long hiddenExecutions() {
        return statistics.rows() - statistics.used() - statistics.skippedUnknownOrder() - statistics.skippedNoEnd();
    }

    /** Were books compared with each other? */
    boolean isCompared() {
        return books.size() > 1;
    }

    /** No book differed from another. */
    boolean agreed() {
        return difference.isEmpty();
    }
}
