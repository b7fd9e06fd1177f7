package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.Side;

/** Makes a crossed book trade at one price; section 9 of {@code docs/order-semantics.md}. Allocates. */
final class Uncrossing {

    private final Market market;
    private final OpenOrders open;
    private final Orders orders;
    private final TradedRange traded;

    Uncrossing(Market market, OpenOrders open, TradedRange traded) {
        this.market = market;
        this.open = open;
        orders = open.orders;
        this.traded = traded;
    }

    /** Trades all that can trade at the auction price. The book must be crossed. */
    void uncross(BookEvents events) {
        long price = auctionPrice();
        long bidLimit = open.bids.key(price);
        long askLimit = open.asks.key(price);
        while (open.bids.isReachedBy(bidLimit) && open.asks.isReachedBy(askLimit)) {
            trade(orders.next(open.bids.best()), orders.next(open.asks.best()), price, events);
        }
        market.lastTradePrice(price);
        if (open.stops() != 0) {
            traded.at(price);
        }
    }

    private long auctionPrice() {
        Depth bids = new Depth(open, open.bids, open.bids.key(open.asks.bestPrice()));
        Depth asks = new Depth(open, open.asks, open.asks.key(open.bids.bestPrice()));
        AuctionPrice best = new AuctionPrice(market.lastTradePrice());
        int bid = bids.levels() - 1;
        int ask = 0;
        while (bid >= 0 || ask < asks.levels()) {
            long bidPrice = bid >= 0 ? bids.price(bid) : Long.MAX_VALUE;
            long askPrice = ask < asks.levels() ? asks.price(ask) : Long.MAX_VALUE;
            boolean atBid = bid >= 0 && (bidPrice <= askPrice || ask == asks.levels());
            boolean atAsk = ask < asks.levels() && (askPrice <= bidPrice || bid < 0);
            long demand = bid >= 0 ? bids.quantityTo(bid) : 0;
            ask += atAsk ? 1 : 0;
            long supply = ask > 0 ? asks.quantityTo(ask - 1) : 0;
            best.candidate(atBid ? bidPrice : askPrice, demand, supply);
            bid -= atBid ? 1 : 0;
        }
        return best.price();
    }

    private void trade(int bid, int ask, long price, BookEvents events) {
        long visibleBid = open.visible(bid);
        long visibleAsk = open.visible(ask);
        long quantity = Math.min(visibleBid, visibleAsk);
        boolean bidTakes = BookOrder.arrivalOf(orders.tag(bid)) > BookOrder.arrivalOf(orders.tag(ask));
        int taker = bidTakes ? bid : ask;
        int maker = bidTakes ? ask : bid;
        events.traded(
                orders.id(taker),
                orders.id(maker),
                orders.account(maker),
                bidTakes ? Side.BUY : Side.SELL,
                price,
                quantity,
                orders.remaining(taker) - quantity,
                orders.remaining(maker) - quantity);
        settle(bid, quantity, visibleBid);
        settle(ask, quantity, visibleAsk);
    }

    private void settle(int slot, long quantity, long visible) {
        open.tradeVisible(slot, quantity);
        if (orders.remaining(slot) == 0) {
            open.remove(slot);
        } else if (quantity == visible) {
            open.refresh(slot);
        }
    }
}
