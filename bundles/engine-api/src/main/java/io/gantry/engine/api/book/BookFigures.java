package io.gantry.engine.api.book;

import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.TradingRules;
import java.util.Objects;

/**
 * What a book is apart from its orders.
 *
 * @param marketState what the market allows
 * @param rules the trading rules
 * @param lastTradePrice price of the last trade, 0 if there was none
 * @param arrivals how many times an order joined a queue so far; the next one gets this number plus one as its arrival
 * @param orders how many orders are open, those of stops that wait included
 */
public record BookFigures(MarketState marketState, TradingRules rules, long lastTradePrice, long arrivals, int orders) {

    /** An empty, open book's. */
    public static final BookFigures EMPTY = new BookFigures(MarketState.OPEN, TradingRules.NONE, 0, 0, 0);

    /** @throws IllegalArgumentException if a figure is below zero, or arrivals above {@link BookOrder#MAX_ARRIVAL} */
    public BookFigures {
        Objects.requireNonNull(marketState, "market state");
        Objects.requireNonNull(rules, "rules");
        if (lastTradePrice < 0 || arrivals < 0 || arrivals > BookOrder.MAX_ARRIVAL || orders < 0) {
            throw new IllegalArgumentException("last trade price " + lastTradePrice + ", arrivals " + arrivals + " or "
                    + orders + " orders: not figures of a book");
        }
    }
}
