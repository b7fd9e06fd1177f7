package io.gantry.tck.book;

import io.gantry.engine.api.book.OrderBook;
import java.util.ArrayList;
import java.util.List;

/**
 * The levels as somebody has them who saw them once and since then only hears what the book tells. Finds out tellings that are out of order, that
 * tell nothing new, that come though nobody asked, or that are missing.
 */
final class HeardDepth {

    private final List<LevelRow> known = new ArrayList<>();
    private boolean isWanted;

    boolean isWanted() {
        return isWanted;
    }

    /** From now on the book, which may stand for another one, tells or does not. */
    void begin(boolean wanted, OrderBook book) {
        isWanted = wanted;
        known.clear();
        known.addAll(LevelRow.shownBy(book));
    }

    /**
     * One command's, or one tick's.
     *
     * @return what is wrong with it; empty if nothing
     */
    String hear(List<LevelRow> told) {
        if (!isWanted) {
            return told.isEmpty() ? "" : "nobody asked for " + told.get(0);
        }
        for (int i = 0; i < told.size(); i++) {
            LevelRow row = told.get(i);
            if (i > 0 && !told.get(i - 1).isBefore(row)) {
                return row + " is told behind " + told.get(i - 1);
            }
            String fault = put(row);
            if (!fault.isEmpty()) {
                return fault;
            }
        }
        return "";
    }

    private String put(LevelRow row) {
        int at = 0;
        while (at < known.size() && known.get(at).isBefore(row)) {
            at++;
        }
        boolean isKnown = at < known.size() && known.get(at).isOf(row.side(), row.price());
        if (row.quantity() == 0 || row.orders() == 0) {
            if (!isKnown || row.quantity() != 0 || row.orders() != 0) {
                return row + " is told, before it was " + (isKnown ? known.get(at) : "not there");
            }
            known.remove(at);
            return "";
        }
        if (isKnown && known.get(at).equals(row)) {
            return row + " is told, but is as before";
        }
        if (isKnown) {
            known.set(at, row);
        } else {
            known.add(at, row);
        }
        return "";
    }

    /** How what was heard differs from what the book shows; empty if in nothing, or if nobody wants it. */
    String differenceTo(List<LevelRow> shown) {
        return isWanted ? BookPicture.difference("levels as told", shown, known) : "";
    }
}
