package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.order.Side;

/** Trades a crossed book at one price until it is not crossed there any more (section 9). */
final class Uncrossing {
    private final BookState state;
    private final Trading trading;

    Uncrossing(BookState state, Trading trading) {
        this.state = state;
        this.trading = trading;
    }

    /** Of a book that is crossed. */
    void uncross(BookEvents events) {
        long price = new AuctionPrice(state).find();
        PriceQueues bids = state.orders.resting(Side.BUY);
        PriceQueues asks = state.orders.resting(Side.SELL);
        while (bids.isReachedBy(price) && asks.isReachedBy(price)) {
            trade(bids.first(), asks.first(), price, events);
        }
    }

    private void trade(OpenOrder bid, OpenOrder ask, long price, BookEvents events) {
        long quantity = Math.min(bid.visible(), ask.visible());
        bid.takeVisible(quantity);
        ask.takeVisible(quantity);
        boolean bidIsTaker = bid.arrival > ask.arrival;
        trading.tell(bidIsTaker ? bid : ask, bidIsTaker ? ask : bid, price, quantity, events);
        state.orders.afterTrade(bid);
        state.orders.afterTrade(ask);
    }
}
