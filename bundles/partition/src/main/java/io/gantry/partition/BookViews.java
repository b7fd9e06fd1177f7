package io.gantry.partition;

import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.BookView;
import java.util.ArrayList;
import java.util.List;

/** Pictures of books for people. */
final class BookViews {

    private BookViews() {}

    static BookView of(int partition, OwnedSymbol symbol, int levels) {
        SymbolState state = symbol.state();
        return new BookView(
                state.instrument().symbol(),
                partition,
                symbol.epoch(),
                symbol.gate(),
                state.book().marketState().name(),
                state.commandSequence(),
                state.eventSequence(),
                state.eventChain(),
                state.stateHash(),
                state.book().size(),
                state.book().lastTradePrice(),
                levels(state, Side.BUY, levels),
                levels(state, Side.SELL, levels));
    }

    private static List<BookView.Level> levels(SymbolState state, Side side, int wanted) {
        List<BookView.Level> levels = new ArrayList<>();
        state.book().forEachOrder(side, (orderId, account, orderSide, price, remaining, arrival, postOnly) -> {
            int last = levels.size() - 1;
            if (last >= 0 && levels.get(last).price() == price) {
                BookView.Level level = levels.get(last);
                levels.set(last, new BookView.Level(price, level.quantity() + remaining, level.orders() + 1));
            } else if (levels.size() < wanted) {
                levels.add(new BookView.Level(price, remaining, 1));
            }
        });
        return levels;
    }
}
