package io.gantry.cli.flow;

import io.gantry.cli.flow.FlowCommand.Origin;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/**
 * Makes the commands of one symbol, with the shares, distances and sizes of the US equity samples: per hundred events on
 * the book 50 orders added, 44 to 45 cancelled, 5 to 6 executed. A replace counts as a cancel and an add there.
 */
final class SymbolTrader {
    private static final int ALL = 10_000;
    /** Shares of commands, of {@link #ALL}; what is left is passive orders. */
    private static final int REPLACE_SHARE = 1_300;

    private static final int REDUCE_SHARE = 20;
    private static final int AGGRESSOR_SHARE = 490;
    private static final int CANCEL_SHARE = 3_880;
    /** How far the share of cancels may lean to bring the book back to its size. */
    private static final int MAX_CANCEL_LEAN = 600;

    private static final double LEAN_PER_EXCESS = 6;

    private static final int POST_ONLY_PER_MILLE = 40;
    private static final int CROSSING_POST_ONLY_PER_MILLE = 100;
    private static final int SAME_SIZE_PER_MILLE = 850;
    private static final int WHOLE_REDUCTION_PER_MILLE = 100;
    /** A side below this is filled up before anything is taken from it. */
    private static final int THIN_SIDE = 4;

    private static final int LIVELY_ORDERS = 20;
    private static final int LIVELY_PERCENT = 1;
    private static final double LIVELY_NEAREST = 3;
    private static final double LIVELY_FARTHEST = 50;
    private static final int PASSIVE_NEAREST = 160;
    private static final int PASSIVE_FARTHEST = 1000;
    private static final double MAX_YOUNG_RANK = 40;

    private static final int AUCTION_CANCEL_SHARE = 2_000;
    private static final int AUCTION_REPLACE_SHARE = 800;

    private final SymbolNames.Listing listing;
    private final int target;
    private final long commands;
    private final Senders senders;
    private final FlowRandom random;
    private final FlowFigures figures;
    private final ModelBook book = new ModelBook();
    private final AggressorMaker aggressors;
    private final SpecialOrders specials;
    private final MarketEvents events;
    private final boolean hasEvents;

    SymbolTrader(int symbol, int target, GeneratorSettings settings, FlowRandom random) {
        this.listing = SymbolNames.listing(symbol);
        this.target = target;
        this.commands = settings.commands();
        this.senders = new Senders(symbol, settings.sessions(), random);
        this.random = random;
        this.figures = new FlowFigures(random);
        this.aggressors = new AggressorMaker(listing, book, random, figures);
        this.specials = new SpecialOrders(settings.special(), listing, book, random, figures, senders);
        this.events = new MarketEvents(listing, book, random, figures, senders);
        this.hasEvents = settings.special() > 0;
    }

    /** An order of the passive mass that rests when the flow starts, sides in turn. */
    FlowCommand fill(long timeNanos, long orderId) {
        Side side = book.size(Side.BUY) <= book.size(Side.SELL) ? Side.BUY : Side.SELL;
        int distance = book.size() < Math.min(target, LIVELY_ORDERS + target * LIVELY_PERCENT / 100)
                ? (int) random.logUniform(LIVELY_NEAREST, LIVELY_FARTHEST)
                : random.between(PASSIVE_NEAREST, PASSIVE_FARTHEST);
        int level = ModelBook.MIDDLE - ModelBook.towards(side) * distance;
        return specials.isNext()
                ? specials.resting(timeNanos, orderId, side, level)
                : enter(senders.any(timeNanos), orderId, side, level);
    }

    /** Whether the symbol is in an auction: it ends within a few dozen commands. */
    boolean isInAuction() {
        return events.isAuction();
    }

    /** The next command; {@code number}, which is its place in the flow from 1, is its id, should it be a new order. */
    FlowCommand next(long timeNanos, long number) {
        if (events.isAuction()) {
            return inAuction(timeNanos, number);
        }
        return hasEvents && events.isNext()
                ? events.make(timeNanos, commands - number + 1)
                : inMarket(timeNanos, number);
    }

    private FlowCommand inAuction(long timeNanos, long orderId) {
        if (events.isAuctionEnd()) {
            return events.endAuction(timeNanos);
        }
        int dice = random.below(ALL) - AUCTION_CANCEL_SHARE;
        if (book.size() <= 2 * THIN_SIDE || dice >= AUCTION_REPLACE_SHARE) {
            return events.enterAuction(timeNanos, orderId);
        }
        return dice < 0 ? cancel(timeNanos) : replace(timeNanos);
    }

    private FlowCommand inMarket(long timeNanos, long orderId) {
        int dice = random.below(ALL) - REPLACE_SHARE;
        if (book.size() <= 2 * THIN_SIDE) {
            return add(timeNanos, orderId, figures.passiveSide(book));
        }
        if (dice < 0) {
            return replace(timeNanos);
        }
        dice -= REDUCE_SHARE;
        if (dice < 0) {
            return reduce(timeNanos);
        }
        dice -= AGGRESSOR_SHARE;
        if (dice < 0) {
            return take(timeNanos, orderId);
        }
        return dice < CANCEL_SHARE + cancelLean()
                ? cancel(timeNanos)
                : add(timeNanos, orderId, figures.passiveSide(book));
    }

    private int cancelLean() {
        double lean = (book.size() - target) * LEAN_PER_EXCESS;
        return (int) Math.max(-MAX_CANCEL_LEAN, Math.min(MAX_CANCEL_LEAN, lean));
    }

    private FlowCommand add(long timeNanos, long orderId, Side side) {
        if (specials.isNext()) {
            return specials.passive(timeNanos, orderId, side);
        }
        Origin origin = senders.any(timeNanos);
        if (!random.chance(POST_ONLY_PER_MILLE)) {
            return enter(origin, orderId, side, figures.passiveLevel(book, side));
        }
        int quantity = figures.size();
        if (book.size(side.opposite()) > 0 && random.chance(CROSSING_POST_ONLY_PER_MILLE)) {
            return FlowCommand.postOnly(origin, orderId, side, listing.price(book.best(side.opposite())), quantity);
        }
        int level = figures.passiveLevel(book, side);
        book.add(new ModelOrder(orderId, origin, side, level, quantity));
        return FlowCommand.postOnly(origin, orderId, side, listing.price(level), quantity);
    }

    private FlowCommand enter(Origin origin, long orderId, Side side, int level) {
        int quantity = figures.size();
        book.add(new ModelOrder(orderId, origin, side, level, quantity));
        return FlowCommand.limit(origin, orderId, side, TimeInForce.GTC, listing.price(level), quantity);
    }

    private FlowCommand cancel(long timeNanos) {
        if (specials.isNextChange()) {
            return specials.cancelStop(timeNanos);
        }
        Side side = random.chance(500) ? Side.BUY : Side.SELL;
        boolean atTouch = book.size(side) > 0 && random.chance(figures.touchCancelPerMille(book));
        ModelOrder order = atTouch ? book.front(side) : young();
        book.remove(order);
        return FlowCommand.cancel(senders.owner(order, timeNanos), order.id);
    }

    private FlowCommand reduce(long timeNanos) {
        ModelOrder order = young();
        boolean whole = order.quantity == 1 || random.chance(WHOLE_REDUCTION_PER_MILLE);
        int by = whole ? order.quantity : random.between(1, order.quantity - 1);
        book.reduce(order, by);
        return FlowCommand.reduce(senders.owner(order, timeNanos), order.id, by);
    }

    private FlowCommand replace(long timeNanos) {
        if (specials.isNextChange()) {
            return specials.replaceStop(timeNanos);
        }
        ModelOrder order = young();
        int quantity = random.chance(SAME_SIZE_PER_MILLE) ? order.quantity : figures.size();
        int level = figures.passiveLevel(book, order.side);
        if (level == order.level && quantity == order.quantity) {
            quantity++;
        }
        if (level == order.level && quantity < order.quantity) {
            order.quantity = quantity;
        } else {
            book.remove(order);
            book.add(new ModelOrder(order.id, order.session, order.account, order.side, level, quantity));
        }
        return FlowCommand.replace(senders.owner(order, timeNanos), order.id, listing.price(level), quantity);
    }

    private FlowCommand take(long timeNanos, long orderId) {
        Side side = figures.aggressorSide(book);
        if (book.size(side.opposite()) <= THIN_SIDE) {
            return add(timeNanos, orderId, side.opposite());
        }
        if (specials.isNext()) {
            return specials.aggressive(timeNanos, orderId, side);
        }
        return aggressors.make(senders.any(timeNanos), orderId, side);
    }

    private ModelOrder young() {
        // Squared, so that half of the orders die among the three or four youngest.
        double u = random.unit();
        return book.young((int) StrictMath.pow(MAX_YOUNG_RANK, u * u) - 1);
    }
}
