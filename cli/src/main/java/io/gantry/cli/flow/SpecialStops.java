package io.gantry.cli.flow;

import io.gantry.cli.flow.FlowCommand.Origin;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;

/** Makes stops, and changes of those that came last. The model book does not know when they trigger. */
final class SpecialStops {
    private static final int MOST_KNOWN = 32;
    private static final int YOUNG = 8;
    private static final int NEAREST = 1;
    private static final int FARTHEST = 25;
    private static final int FARTHEST_LIMIT = 6;
    private static final int LIMIT_PER_MILLE = 500;
    private static final int DAY_PER_MILLE = 200;

    private final SymbolNames.Listing listing;
    private final ModelBook book;
    private final FlowRandom random;
    /** Those that may still wait, the oldest first. */
    private final List<Stop> known = new ArrayList<>();

    SpecialStops(SymbolNames.Listing listing, ModelBook book, FlowRandom random) {
        this.listing = listing;
        this.book = book;
        this.random = random;
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    FlowCommand enter(Origin origin, long orderId, Side side, int quantity, OrderTerms terms) {
        if (known.size() == MOST_KNOWN) {
            known.remove(0);
        }
        boolean hasLimit = random.chance(LIMIT_PER_MILLE);
        known.add(new Stop(orderId, origin, side, hasLimit, quantity));
        int level = level(side);
        TimeInForce timeInForce = random.chance(DAY_PER_MILLE) ? TimeInForce.DAY : TimeInForce.GTC;
        return FlowCommand.stop(
                origin,
                orderId,
                side,
                timeInForce,
                limit(hasLimit, side, level),
                quantity,
                (hasLimit ? terms : withoutSweep(terms)).stopAt(listing.price(level)));
    }

    /** A market order that takes its owner's orders away instead of trading may find no end before the side is empty. */
    private static OrderTerms withoutSweep(OrderTerms terms) {
        return terms.selfTradePrevention() == SelfTradePrevention.EXPIRE_MAKER
                ? terms.ownedBy(terms.group(), SelfTradePrevention.EXPIRE_BOTH)
                : terms;
    }

    /** Cancels a young one; some is known. */
    FlowCommand cancel(long timeNanos) {
        Stop stop = known.remove(youngIndex());
        return FlowCommand.cancel(stop.origin(timeNanos), stop.id);
    }

    /** Puts a young one elsewhere; some is known. */
    FlowCommand replace(long timeNanos) {
        Stop stop = known.get(youngIndex());
        int level = level(stop.side);
        return FlowCommand.replaceStop(
                stop.origin(timeNanos),
                stop.id,
                limit(stop.hasLimit, stop.side, level),
                stop.quantity,
                listing.price(level));
    }

    private int youngIndex() {
        return known.size() - 1 - random.below(Math.min(YOUNG, known.size()));
    }

    /** Beyond the other side's touch, where trades have not been lately. */
    private int level(Side side) {
        int towards = ModelBook.towards(side);
        int touch = book.size(side.opposite()) > 0 ? book.best(side.opposite()) : ModelBook.MIDDLE;
        return held(touch + towards * random.between(NEAREST, FARTHEST));
    }

    private long limit(boolean hasLimit, Side side, int stopLevel) {
        return hasLimit
                ? listing.price(held(stopLevel + ModelBook.towards(side) * random.between(0, FARTHEST_LIMIT)))
                : 0;
    }

    private static int held(int level) {
        return Math.max(0, Math.min(ModelBook.LEVELS - 1, level));
    }

    private record Stop(long id, Origin entry, Side side, boolean hasLimit, int quantity) {

        Origin origin(long timeNanos) {
            return new Origin(timeNanos, entry.session(), entry.symbol(), entry.account());
        }
    }
}
