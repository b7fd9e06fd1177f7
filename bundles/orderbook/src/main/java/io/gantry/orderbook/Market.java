package io.gantry.orderbook;

import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.TradingRules;

/** What a book is apart from its orders, and the instrument's grid. */
final class Market {

    final Instrument instrument;
    final Grid ticks;
    final Grid lots;

    private MarketState state = MarketState.OPEN;
    private TradingRules rules = TradingRules.NONE;
    private boolean isPlain = true;
    private long lastTradePrice;

    Market(Instrument instrument) {
        this.instrument = instrument;
        ticks = new Grid(instrument.tickSize());
        lots = new Grid(instrument.lotSize());
    }

    MarketState state() {
        return state;
    }

    void state(MarketState value) {
        state = value;
        tellPlain();
    }

    TradingRules rules() {
        return rules;
    }

    void rules(TradingRules value) {
        rules = value;
        tellPlain();
    }

    /** Is it open, and without a rule that a plain limit order could break? */
    boolean isPlain() {
        return isPlain;
    }

    private void tellPlain() {
        isPlain = state == MarketState.OPEN
                && rules.lowPrice() == 0
                && rules.highPrice() == 0
                && rules.maxOpenOrders() == 0;
    }

    /** 0 before the first trade. */
    long lastTradePrice() {
        return lastTradePrice;
    }

    void lastTradePrice(long value) {
        lastTradePrice = value;
    }

    boolean isLot(long quantity) {
        return quantity > 0 && lots.isMultiple(quantity);
    }

    boolean isTick(long price) {
        return price > 0 && ticks.isMultiple(price);
    }

    /** Does the product of two numbers that are not below zero fit in a long? */
    static boolean isNotional(long price, long quantity) {
        return (Math.multiplyHigh(price, quantity) | price * quantity >>> Long.SIZE - 1) == 0;
    }
}
