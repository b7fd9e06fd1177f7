package io.gantry.cli.flow;

import io.gantry.cli.flow.FlowCommand.Origin;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/** Makes orders that take: most want the first order of the queue or part of it, a fifth trade with several. */
final class AggressorMaker {
    private static final int SWEEP_PER_MILLE = 180;
    private static final int WHOLE_FRONT_PER_MILLE = 700;
    private static final int DEEPER_SWEEP_PER_MILLE = 450;
    private static final int MAX_SWEEP = 40;

    private static final int GREEDY_IOC_PER_MILLE = 50;
    private static final int GREEDY_FOK_PER_MILLE = 250;
    private static final int GREEDY_LIMIT_PER_MILLE = 300;

    private static final int ALL = 100;
    private static final int MARKET_SHARE = 12;
    private static final int FOK_SHARE = 6;
    private static final int LIMIT_SHARE = 12;

    private final SymbolNames.Listing listing;
    private final ModelBook book;
    private final FlowRandom random;
    private final FlowFigures figures;

    AggressorMaker(SymbolNames.Listing listing, ModelBook book, FlowRandom random, FlowFigures figures) {
        this.listing = listing;
        this.book = book;
        this.random = random;
        this.figures = figures;
    }

    /** An aggressor of the given side; the other side has orders. */
    FlowCommand make(Origin origin, long orderId, Side side) {
        Target target = target(side.opposite());
        int dice = random.below(ALL) - MARKET_SHARE;
        if (dice < 0) {
            book.take(side.opposite(), target.level, target.quantity);
            return FlowCommand.market(origin, orderId, side, target.quantity);
        }
        dice -= FOK_SHARE;
        if (dice < 0) {
            return fillOrKill(origin, orderId, side, target);
        }
        return dice < LIMIT_SHARE
                ? crossingLimit(origin, orderId, side, target)
                : immediateOrCancel(origin, orderId, side, target);
    }

    private FlowCommand fillOrKill(Origin origin, long orderId, Side side, Target target) {
        int quantity = target.quantity;
        if (random.chance(GREEDY_FOK_PER_MILLE)) {
            quantity = moreThanThereIs(side, target);
        } else {
            book.take(side.opposite(), target.level, quantity);
        }
        return FlowCommand.limit(origin, orderId, side, TimeInForce.FOK, listing.price(target.level), quantity);
    }

    private FlowCommand immediateOrCancel(Origin origin, long orderId, Side side, Target target) {
        int quantity = random.chance(GREEDY_IOC_PER_MILLE) ? moreThanThereIs(side, target) : target.quantity;
        book.take(side.opposite(), target.level, quantity);
        return FlowCommand.limit(origin, orderId, side, TimeInForce.IOC, listing.price(target.level), quantity);
    }

    private FlowCommand crossingLimit(Origin origin, long orderId, Side side, Target target) {
        int quantity = random.chance(GREEDY_LIMIT_PER_MILLE) ? moreThanThereIs(side, target) : target.quantity;
        int left = book.take(side.opposite(), target.level, quantity);
        if (left > 0) {
            book.add(new ModelOrder(orderId, origin, side, target.level, left));
        }
        return FlowCommand.limit(origin, orderId, side, TimeInForce.GTC, listing.price(target.level), quantity);
    }

    private int moreThanThereIs(Side side, Target target) {
        return Math.toIntExact(book.available(side.opposite(), target.level) + figures.size());
    }

    private Target target(Side makers) {
        ModelOrder maker = book.front(makers);
        if (!random.chance(SWEEP_PER_MILLE)) {
            boolean whole = random.chance(WHOLE_FRONT_PER_MILLE);
            return new Target(maker.level, whole ? maker.quantity : random.between(1, maker.quantity));
        }
        int quantity = 0;
        int depth = 1;
        do {
            quantity += maker.quantity;
            maker = book.next(maker);
            depth++;
        } while (depth < MAX_SWEEP && depth < book.size(makers) && random.chance(DEEPER_SWEEP_PER_MILLE));
        return new Target(maker.level, quantity + random.between(1, maker.quantity));
    }

    private record Target(int level, int quantity) {}
}
