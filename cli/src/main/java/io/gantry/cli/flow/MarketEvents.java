package io.gantry.cli.flow;

import io.gantry.cli.flow.FlowCommand.Origin;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;

/**
 * What rarely happens to a whole symbol: a mass cancel of one side of a special account, other trading rules that do not
 * bind, and auctions of a few dozen commands. New orders of an auction come from the session that begins and ends it, which keeps
 * them inside.
 */
final class MarketEvents {
    /** One command in so many of a symbol. */
    private static final int COMMANDS_APART = 4_000;

    private static final int ALL = 100;
    private static final int AUCTION_SHARE = 35;
    private static final int RULES_SHARE = 25;

    private static final int SHORTEST_AUCTION = 12;
    private static final int LONGEST_AUCTION = 30;
    private static final int CROSSING_PER_MILLE = 350;
    private static final int DEEPEST_CROSSING = 4;

    private static final int TIGHTEST_PROTECTION_TICKS = 100;
    private static final int WIDEST_PROTECTION_TICKS = 400;
    private static final int MAX_OPEN_ORDERS = 1_000_000;
    private static final int HOURS = 24;

    private final SymbolNames.Listing listing;
    private final ModelBook book;
    private final FlowRandom random;
    private final FlowFigures figures;
    private final Senders senders;
    private int auctionLeft;
    private int auctioneer;

    MarketEvents(SymbolNames.Listing listing, ModelBook book, FlowRandom random, FlowFigures figures, Senders senders) {
        this.listing = listing;
        this.book = book;
        this.random = random;
        this.figures = figures;
        this.senders = senders;
    }

    boolean isNext() {
        return random.below(COMMANDS_APART) == 0;
    }

    boolean isAuction() {
        return auctionLeft > 0;
    }

    /** @param room how many commands are left, this one included: an auction that has begun must end */
    FlowCommand make(long timeNanos, long room) {
        int dice = random.below(ALL) - AUCTION_SHARE;
        if (dice < 0 && room > LONGEST_AUCTION) {
            auctionLeft = random.between(SHORTEST_AUCTION, LONGEST_AUCTION);
            Origin origin = senders.any(timeNanos);
            auctioneer = origin.session();
            return FlowCommand.marketState(origin, MarketState.AUCTION);
        }
        Side side = random.chance(500) ? Side.BUY : Side.SELL;
        Origin origin = senders.anySpecial(timeNanos);
        // Where one account has most of a side, which takes few sessions and many special orders, it is left in place.
        if (dice < RULES_SHARE || book.count(origin.account(), side) > book.size(side) / 2) {
            return FlowCommand.rules(senders.any(timeNanos), rules());
        }
        book.removeAll(origin.account(), side);
        return FlowCommand.massCancel(origin, side == Side.BUY ? CancelScope.BUYS : CancelScope.SELLS);
    }

    /** Counts a command of the auction that is on; whether it is the one to end it. */
    boolean isAuctionEnd() {
        auctionLeft--;
        return auctionLeft == 0;
    }

    FlowCommand endAuction(long timeNanos) {
        return FlowCommand.marketState(senders.of(timeNanos, auctioneer), MarketState.OPEN);
    }

    /** A limit order, of which a third cross. The model book matches at once, and so knows only roughly what the end brings. */
    FlowCommand enterAuction(long timeNanos, long orderId) {
        Origin origin = senders.of(timeNanos, auctioneer);
        Side side = figures.passiveSide(book);
        int quantity = figures.size();
        int level = figures.passiveLevel(book, side);
        if (book.size(side.opposite()) > 0 && random.chance(CROSSING_PER_MILLE)) {
            level = book.best(side.opposite()) + ModelBook.towards(side) * random.between(0, DEEPEST_CROSSING);
            level = Math.max(0, Math.min(ModelBook.LEVELS - 1, level));
        }
        int left = book.take(side.opposite(), level, quantity);
        if (left > 0) {
            book.add(new ModelOrder(orderId, origin, side, level, left));
        }
        return FlowCommand.limit(origin, orderId, side, TimeInForce.GTC, listing.price(level), quantity);
    }

    private TradingRules rules() {
        return new TradingRules(
                listing.price(0),
                listing.price(ModelBook.LEVELS - 1),
                random.between(TIGHTEST_PROTECTION_TICKS, WIDEST_PROTECTION_TICKS),
                MAX_OPEN_ORDERS,
                random.below(HOURS) * (TradingRules.DAY_NANOS / HOURS));
    }
}
