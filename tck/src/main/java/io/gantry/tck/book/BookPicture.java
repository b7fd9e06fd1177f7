package io.gantry.tck.book;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Side;
import java.util.ArrayList;
import java.util.List;

/** All that a book shows of itself at one moment. */
record BookPicture(
        BookFigures figures,
        long stateHash,
        long nextExpiryNanos,
        List<BookRow> bids,
        List<BookRow> asks,
        List<BookRow> stops,
        List<LevelRow> levels) {

    static BookPicture of(OrderBook book) {
        List<BookRow> bids = new ArrayList<>();
        List<BookRow> asks = new ArrayList<>();
        List<BookRow> stops = new ArrayList<>();
        book.forEachOrder(Side.BUY, order -> bids.add(BookRow.of(order)));
        book.forEachOrder(Side.SELL, order -> asks.add(BookRow.of(order)));
        book.forEachStop(order -> stops.add(BookRow.of(order)));
        return new BookPicture(
                book.figures(), book.stateHash(), book.nextExpiryNanos(), bids, asks, stops, LevelRow.shownBy(book));
    }

    List<BookRow> rows() {
        List<BookRow> rows = resting();
        rows.addAll(stops);
        return rows;
    }

    /** The resting orders. */
    List<BookRow> resting() {
        List<BookRow> rows = new ArrayList<>(bids);
        rows.addAll(asks);
        return rows;
    }

    /** The first thing in which it is not as it should be; empty if there is none. */
    String differenceTo(BookPicture expected) {
        if (!figures.equals(expected.figures)) {
            return "figures: expected " + expected.figures + ", got " + figures;
        }
        String rows = difference("bids", expected.bids, bids);
        rows = rows.isEmpty() ? difference("asks", expected.asks, asks) : rows;
        rows = rows.isEmpty() ? difference("stops", expected.stops, stops) : rows;
        rows = rows.isEmpty() ? difference("levels", expected.levels, levels) : rows;
        if (rows.isEmpty() && nextExpiryNanos != expected.nextExpiryNanos) {
            return "next expiry: expected " + expected.nextExpiryNanos + ", got " + nextExpiryNanos;
        }
        if (rows.isEmpty() && stateHash != expected.stateHash) {
            return "state hash: expected " + Long.toHexString(expected.stateHash) + ", got "
                    + Long.toHexString(stateHash);
        }
        return rows;
    }

    /** The first thing in which two lists differ; empty if there is none. */
    static String difference(String what, List<?> expected, List<?> got) {
        if (expected.equals(got)) {
            return "";
        }
        for (int i = 0; i < Math.max(expected.size(), got.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i).toString() : "nothing";
            String found = i < got.size() ? got.get(i).toString() : "nothing";
            if (!wanted.equals(found)) {
                return what + ", number " + (i + 1) + ": expected " + wanted + ", got " + found;
            }
        }
        return "";
    }
}
