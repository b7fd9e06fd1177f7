package io.gantry.tck.book;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds of every book after every command, judged by what it shows; does not rely on the book's own validation. */
final class BookInvariants {

    private final Instrument instrument;
    private final BookPicture picture;
    private final Set<Long> ids = new HashSet<>();
    private final Set<Long> arrivals = new HashSet<>();

    private BookInvariants(Instrument instrument, BookPicture picture) {
        this.instrument = instrument;
        this.picture = picture;
    }

    /** Validates a book, also by its own means. */
    static void check(OrderBook book, Instrument instrument) {
        check(book, BookPicture.of(book), instrument);
    }

    /** @throws IllegalStateException naming what is wrong */
    static void check(OrderBook book, BookPicture picture, Instrument instrument) {
        book.validate();
        long hash = BookHash.of(book);
        require(picture.stateHash() == hash, "has a state hash that is not " + hash, "the book");
        new BookInvariants(instrument, picture).checkAll();
        for (Side side : Side.values()) {
            checkBest(book, picture, side);
        }
    }

    private static void checkBest(OrderBook book, BookPicture picture, Side side) {
        List<LevelRow> best = new ArrayList<>();
        book.bestLevel(side, (price, quantity, orders) -> best.add(new LevelRow(side, price, quantity, orders)));
        List<LevelRow> expected = picture.levels().stream()
                .filter(level -> level.side() == side)
                .limit(1)
                .toList();
        require(best.equals(expected), "shows " + best + " as the best level, not " + expected, "the book");
    }

    private void checkAll() {
        picture.bids().forEach(row -> checkResting(row, Side.BUY));
        picture.asks().forEach(row -> checkResting(row, Side.SELL));
        picture.stops().forEach(this::checkStop);
        checkOrder(picture.bids(), 1);
        checkOrder(picture.asks(), -1);
        checkStopOrder();
        checkLevels();
        checkNextExpiry();
        BookFigures figures = picture.figures();
        require(figures.orders() == ids.size(), figures.orders() + " orders in the figures, shown " + ids.size(), "");
        if (figures.marketState().isContinuous()
                && !picture.bids().isEmpty()
                && !picture.asks().isEmpty()) {
            BookRow bid = picture.bids().get(0);
            BookRow ask = picture.asks().get(0);
            require(bid.price() < ask.price(), "crosses " + ask + " in " + figures.marketState(), bid);
        }
    }

    private void checkAny(BookRow row) {
        require(ids.add(row.orderId()), "is shown twice", row);
        require(arrivals.add(row.arrival()), "has the arrival of another", row);
        require(row.arrival() <= picture.figures().arrivals(), "arrives in future", row);
        require(row.arrival() > 0, "never arrived", row);
        require(row.orderId() > 0 && row.account() > 0 && row.group() >= 0, "has a wrong id", row);
        require(row.remaining() > 0 && row.remaining() % instrument.lotSize() == 0, "has a wrong quantity", row);
        require(row.price() >= 0 && row.price() % instrument.tickSize() == 0, "has a wrong price", row);
        BookOrder order = row.toOrder();
        require(order.isSpecial() == order.hasDetails(), "has a wrong special bit", row);
        switch (order.timeInForce()) {
            case GTC -> require(row.expireNanos() == 0, "has an expiry", row);
            default -> require(row.expireNanos() != 0, "has no expiry", row);
        }
    }

    private void checkResting(BookRow row, Side side) {
        checkAny(row);
        require(row.side() == side, "is on the wrong side", row);
        require(row.type() == OrderType.LIMIT && row.stopPrice() == 0 && row.price() > 0, "cannot rest", row);
        long visible = row.remaining() - row.hidden();
        require(row.hidden() >= 0 && visible > 0, "shows nothing", row);
        require(row.hidden() == 0 || visible <= row.displayQuantity(), "shows too much", row);
        require(row.displayQuantity() == 0 || visible <= row.displayQuantity(), "shows too much", row);
    }

    private void checkStop(BookRow row) {
        checkAny(row);
        require(row.stopPrice() > 0 && row.stopPrice() % instrument.tickSize() == 0, "has a wrong stop price", row);
        require(row.price() > 0 == (row.type() == OrderType.STOP_LIMIT), "has a price that does not fit", row);
        require(row.type() == OrderType.STOP || row.type() == OrderType.STOP_LIMIT, "is no stop", row);
        require(row.hidden() == 0 && row.displayQuantity() == 0 && !row.postOnly(), "is odd", row);
        long last = picture.figures().lastTradePrice();
        if (picture.figures().marketState() == MarketState.OPEN && last > 0) {
            boolean reached = row.side() == Side.BUY ? last >= row.stopPrice() : last <= row.stopPrice();
            require(!reached, "waits although the last trade reached it", row);
        }
    }

    private static void checkOrder(List<BookRow> rows, int sign) {
        for (int i = 1; i < rows.size(); i++) {
            BookRow before = rows.get(i - 1);
            BookRow row = rows.get(i);
            int byPrice = Long.compare(before.price(), row.price()) * sign;
            boolean behind = byPrice > 0 || byPrice == 0 && before.arrival() < row.arrival();
            require(behind, "is shown behind its place", row);
        }
    }

    private void checkStopOrder() {
        List<BookRow> rows = picture.stops();
        for (int i = 1; i < rows.size(); i++) {
            BookRow before = rows.get(i - 1);
            BookRow row = rows.get(i);
            Side side = row.side();
            boolean behind;
            if (before.side() != side) {
                behind = side == Side.SELL;
            } else {
                int byPrice = Long.compare(row.stopPrice(), before.stopPrice()) * (side == Side.BUY ? 1 : -1);
                behind = byPrice > 0 || byPrice == 0 && before.arrival() < row.arrival();
            }
            require(behind, "is shown behind its place", row);
        }
    }

    private void checkLevels() {
        String fault = BookPicture.difference("levels", LevelRow.of(picture.resting()), picture.levels());
        require(fault.isEmpty(), "shows levels that are not those of its orders: " + fault, "the book");
    }

    private void checkNextExpiry() {
        long next = picture.rows().stream()
                .mapToLong(BookRow::expireNanos)
                .filter(nanos -> nanos != 0)
                .min()
                .orElse(Long.MAX_VALUE);
        require(picture.nextExpiryNanos() == next, "tells a next expiry that is not " + next, "the book");
    }

    private static void require(boolean holds, String otherwise, Object what) {
        if (!holds) {
            throw new IllegalStateException(what + " " + otherwise);
        }
    }
}
