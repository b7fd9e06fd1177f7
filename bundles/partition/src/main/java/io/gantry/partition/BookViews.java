package io.gantry.partition;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.BookView;
import java.util.ArrayList;
import java.util.List;

/** Pictures of books for people. */
final class BookViews {

    private BookViews() {}

    static BookView of(int partition, OwnedSymbol symbol, int levels) {
        SymbolState state = symbol.state();
        BookFigures figures = state.book().figures();
        return new BookView(
                state.instrument().symbol(),
                partition,
                symbol.epoch(),
                symbol.gate(),
                BookSource.label(state.bookName(), state.bookVersion()),
                figures.marketState().name(),
                state.commandSequence(),
                state.eventSequence(),
                state.eventChain(),
                state.stateHash(),
                figures.orders(),
                stops(state),
                figures.lastTradePrice(),
                levels(state, Side.BUY, levels),
                levels(state, Side.SELL, levels));
    }

    private static int stops(SymbolState state) {
        int[] count = {0};
        state.book().forEachStop(order -> count[0]++);
        return count[0];
    }

    private static List<BookView.Level> levels(SymbolState state, Side side, int wanted) {
        List<BookView.Level> levels = new ArrayList<>();
        state.book().forEachOrder(side, order -> {
            int last = levels.size() - 1;
            if (last >= 0 && levels.get(last).price() == order.price()) {
                BookView.Level level = levels.get(last);
                levels.set(
                        last,
                        new BookView.Level(order.price(), level.quantity() + order.remaining(), level.orders() + 1));
            } else if (levels.size() < wanted) {
                levels.add(new BookView.Level(order.price(), order.remaining(), 1));
            }
        });
        return levels;
    }
}
