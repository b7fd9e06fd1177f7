package io.gantry.cli.flow;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first pass over a LOBSTER message file: which orders it shows from entry to end.
 *
 * <p>A level-k file holds only what happened within the k best levels. An order that drifted in is named without ever
 * having been added; one that drifted out never ends, and would stay in the book for ever, in front of others. So:
 *
 * <ul>
 *   <li>A reduction, cancel or execution (types 2, 3, 4) of an order that no row before it added is left out and counted
 *       as <i>unknown order</i>.
 *   <li>An order <i>ends</i> with a cancel row (type 3), whatever size that row gives, or when the sizes of its
 *       reduction and execution rows (types 2 and 4) together reach the size it was added with. An order with no end is
 *       left out with every row that names it; those rows, the add included, are counted as <i>no end</i>.
 *   <li>Hidden executions (type 5) are ignored. Halts (type 7) are kept: the market is HALTED, goes into an AUCTION when
 *       quotes are taken again, and is OPEN when trading resumes.
 * </ul>
 *
 * <p>The second pass ({@link LobsterFlow}) makes one command out of each row that is left, in the file's order: type 1 a
 * limit order, good till cancelled, which trades on entry if it crosses; 2 a reduction; 3 a cancel; 4 an
 * immediate-or-cancel limit order of the opposite side at that row's price and size. Rows are not merged: an aggressor
 * that swept several orders is one row, and one order here, for each.
 *
 * <p>An execution went as on the tape when the order that stands for it trades with the very order that the row names.
 * When it trades with several, one of them being the named one is enough; how much of it is not asked. Under strict
 * price-time priority that holds for 7,895 of 7,905 executions in the five-level sample of AMZN of 2012-06-21, and for
 * 14,902 of 14,929 in the one-level sample of AAPL of that day. (Asking for the named order first gives 7,892 and 14,890;
 * for that order alone 7,889 and 14,886.) In most of the others the tape trades an order that stands behind an older
 * one of the same price; the remaining ones follow from such a trade.
 */
final class LobsterTape {
    private final Map<Long, OrderTrace> traces = new HashMap<>();
    private long firstTimeNanos;
    private long lastOrderId;
    private long rows;
    private long halts;
    private long unknownOrder;

    private LobsterTape() {}

    /**
     * Reads a file from start to end.
     *
     * @throws FlowException if the file cannot be read, holds no row, or a row is malformed
     */
    static LobsterTape read(Path path) {
        LobsterTape tape = new LobsterTape();
        try (LobsterRowReader reader = new LobsterRowReader(path)) {
            Optional<LobsterRow> row = reader.next();
            if (row.isEmpty()) {
                throw new FlowException(path + " is empty; expected a LOBSTER message file");
            }
            tape.firstTimeNanos = row.get().timeNanos();
            while (row.isPresent()) {
                tape.note(row.get(), reader);
                row = reader.next();
            }
        }
        return tape;
    }

    private void note(LobsterRow row, LobsterRowReader reader) {
        rows++;
        switch (row.type()) {
            case ADD -> {
                if (traces.putIfAbsent(row.orderId(), new OrderTrace(row.size())) != null) {
                    throw reader.badColumn(3, "the id of an order that no row above has added");
                }
                lastOrderId = Math.max(lastOrderId, row.orderId());
            }
            case REDUCE, CANCEL, EXECUTION -> {
                OrderTrace trace = traces.get(row.orderId());
                if (trace == null) {
                    unknownOrder++;
                } else {
                    trace.note(row);
                }
            }
            case HALT -> halts++;
            case HIDDEN_EXECUTION -> {
                // changes nothing that the file shows
            }
        }
    }

    /** Whether the file shows this order from its entry to its end. */
    boolean isUsed(long orderId) {
        OrderTrace trace = traces.get(orderId);
        return trace != null && trace.isEnded();
    }

    long firstTimeNanos() {
        return firstTimeNanos;
    }

    /** The highest id that the file adds; ids above it are free. */
    long lastOrderId() {
        return lastOrderId;
    }

    FlowStatistics statistics(String spec) {
        long used = halts;
        long noEnd = 0;
        long executions = 0;
        for (OrderTrace trace : traces.values()) {
            if (trace.isEnded()) {
                used += trace.rows;
                executions += trace.executions;
            } else {
                noEnd += trace.rows;
            }
        }
        return new FlowStatistics(spec, rows, used, unknownOrder, noEnd, executions);
    }

    /** What the rows seen so far say about one order. */
    private static final class OrderTrace {
        private long openSize;
        private int rows = 1;
        private int executions;

        OrderTrace(long size) {
            openSize = size;
        }

        void note(LobsterRow row) {
            rows++;
            if (row.type() == LobsterRow.Type.EXECUTION) {
                executions++;
            }
            openSize = row.type() == LobsterRow.Type.CANCEL ? 0 : Math.max(0, openSize - row.size());
        }

        boolean isEnded() {
            return openSize == 0;
        }
    }
}
