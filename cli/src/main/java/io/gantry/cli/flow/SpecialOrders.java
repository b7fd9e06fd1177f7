package io.gantry.cli.flow;

import io.gantry.cli.flow.FlowCommand.Origin;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;

/**
 * Makes the orders of the rarer kinds. The model book takes what it can of them and passes over the rest: it knows no hidden
 * part's place, no GTD order and no self-trade prevention by group.
 */
final class SpecialOrders {
    private static final int ALL = 100;
    private static final int ICEBERG_SHARE = 30;
    private static final int DAY_SHARE = 10;
    private static final int GTD_SHARE = 10;
    private static final int STOP_SHARE = 30;

    private static final int PREVENTION_SHARE = 45;
    private static final int MIN_QUANTITY_IOC_SHARE = 20;
    private static final int MIN_QUANTITY_GTC_SHARE = 20;

    private static final int FEWEST_SLICES = 2;
    private static final int MOST_SLICES = 8;
    private static final double SHORTEST_LIFE_NANOS = 2e9;
    private static final double LONGEST_LIFE_NANOS = 20e9;
    private static final int GROUPED_PER_MILLE = 500;
    private static final int OWN_FRONT_PER_MILLE = 500;
    private static final int FOK_PER_MILLE = 150;
    private static final int GTC_PER_MILLE = 250;
    private static final SelfTradePrevention[] MODES = SelfTradePrevention.values();

    private final int percent;
    private final SymbolNames.Listing listing;
    private final ModelBook book;
    private final FlowRandom random;
    private final FlowFigures figures;
    private final Senders senders;
    private final SpecialStops stops;

    SpecialOrders(
            int percent,
            SymbolNames.Listing listing,
            ModelBook book,
            FlowRandom random,
            FlowFigures figures,
            Senders senders) {
        this.percent = percent;
        this.listing = listing;
        this.book = book;
        this.random = random;
        this.figures = figures;
        this.senders = senders;
        this.stops = new SpecialStops(listing, book, random);
    }

    /** Whether the next new order is a special one. Without any nothing is drawn: the flow is the same as ever. */
    boolean isNext() {
        return percent > 0 && random.below(ALL) < percent;
    }

    /** Whether the next change is one of a stop, which keeps pace with the stops that are entered. */
    boolean isNextChange() {
        return percent > 0 && !stops.isEmpty() && random.below(ALL * ALL) < percent * STOP_SHARE;
    }

    FlowCommand cancelStop(long timeNanos) {
        return stops.cancel(timeNanos);
    }

    FlowCommand replaceStop(long timeNanos) {
        return stops.replace(timeNanos);
    }

    /** An order that does not trade on entry. */
    FlowCommand passive(long timeNanos, long orderId, Side side) {
        Origin origin = senders.anySpecial(timeNanos);
        OrderTerms terms = owned(origin);
        int dice = random.below(ALL) - STOP_SHARE;
        if (dice < 0) {
            return stops.enter(origin, orderId, side, figures.size(), terms);
        }
        int level = figures.passiveLevel(book, side);
        dice -= GTD_SHARE;
        if (dice < 0) {
            long life = (long) random.logUniform(SHORTEST_LIFE_NANOS, LONGEST_LIFE_NANOS);
            return FlowCommand.limit(
                    origin,
                    orderId,
                    side,
                    TimeInForce.GTD,
                    listing.price(level),
                    figures.size(),
                    terms.livingFor(life));
        }
        return resting(timeNanos, orderId, side, level);
    }

    /** An order that the model book follows, on a level where it does not trade. */
    FlowCommand resting(long timeNanos, long orderId, Side side, int level) {
        Origin origin = senders.anySpecial(timeNanos);
        OrderTerms terms = owned(origin);
        int dice = random.below(ALL - STOP_SHARE - GTD_SHARE) - ICEBERG_SHARE;
        if (dice < 0) {
            return rest(origin, orderId, side, TimeInForce.GTC, level, iceberg(figures.size(), terms));
        }
        TimeInForce timeInForce = dice < DAY_SHARE ? TimeInForce.DAY : TimeInForce.GTC;
        return rest(origin, orderId, side, timeInForce, level, new Sized(figures.size(), terms));
    }

    /** An order that trades on entry; the other side has orders. */
    FlowCommand aggressive(long timeNanos, long orderId, Side side) {
        int dice = random.below(ALL) - PREVENTION_SHARE;
        if (dice < 0) {
            return selfTradePrevention(timeNanos, orderId, side);
        }
        ModelOrder maker = book.front(side.opposite());
        Origin origin = senders.anySpecial(timeNanos);
        int quantity = random.between(1, maker.quantity) + figures.size();
        dice -= MIN_QUANTITY_IOC_SHARE + MIN_QUANTITY_GTC_SHARE;
        if (dice >= 0) {
            return cross(origin, orderId, side, TimeInForce.GTC, maker.level, iceberg(quantity, owned(origin)));
        }
        long least = random.between(1, Math.min(quantity, maker.quantity));
        TimeInForce timeInForce = dice < -MIN_QUANTITY_IOC_SHARE ? TimeInForce.IOC : TimeInForce.GTC;
        Sized sized = new Sized(quantity, OrderTerms.PLAIN.atLeast(least));
        return cross(origin, orderId, side, timeInForce, maker.level, sized);
    }

    /** Half of these want an order of their own account. */
    private FlowCommand selfTradePrevention(long timeNanos, long orderId, Side side) {
        ModelOrder maker = book.front(side.opposite());
        Origin origin =
                random.chance(OWN_FRONT_PER_MILLE) ? senders.of(timeNanos, maker.session) : senders.any(timeNanos);
        SelfTradePrevention mode = MODES[random.between(1, MODES.length - 1)];
        OrderTerms terms = OrderTerms.PLAIN.ownedBy(group(origin), mode);
        int dice = random.below(1000) - FOK_PER_MILLE;
        if (dice < 0) {
            Sized sized = new Sized(random.between(1, maker.quantity), terms);
            return cross(origin, orderId, side, TimeInForce.FOK, maker.level, sized);
        }
        TimeInForce timeInForce = dice < GTC_PER_MILLE ? TimeInForce.GTC : TimeInForce.IOC;
        Sized sized = new Sized(random.between(1, maker.quantity) + figures.size() / 2, terms);
        return cross(origin, orderId, side, timeInForce, maker.level, sized);
    }

    private FlowCommand rest(Origin origin, long orderId, Side side, TimeInForce timeInForce, int level, Sized sized) {
        book.add(new ModelOrder(orderId, origin, side, level, sized.quantity));
        return FlowCommand.limit(origin, orderId, side, timeInForce, listing.price(level), sized.quantity, sized.terms);
    }

    private FlowCommand cross(Origin origin, long orderId, Side side, TimeInForce timeInForce, int level, Sized sized) {
        int left = takePreventing(origin, side.opposite(), level, sized);
        if (left > 0 && timeInForce == TimeInForce.GTC) {
            book.add(new ModelOrder(orderId, origin, side, level, left));
        }
        return FlowCommand.limit(origin, orderId, side, timeInForce, listing.price(level), sized.quantity, sized.terms);
    }

    /** As {@link ModelBook#take}, with an eye on the front order's account, the one that is most often met. */
    private int takePreventing(Origin origin, Side makers, int level, Sized sized) {
        ModelOrder front = book.front(makers);
        if (front.account != origin.account()) {
            return book.take(makers, level, sized.quantity);
        }
        switch (sized.terms.selfTradePrevention()) {
            case NONE -> {
                return book.take(makers, level, sized.quantity);
            }
            case EXPIRE_TAKER -> {
                return 0;
            }
            case EXPIRE_MAKER -> {
                book.remove(front);
                return book.take(makers, level, sized.quantity);
            }
            case EXPIRE_BOTH -> {
                book.remove(front);
                return 0;
            }
            case DECREMENT -> {
                int left = Math.max(0, sized.quantity - front.quantity);
                book.reduce(front, sized.quantity);
                return book.take(makers, level, left);
            }
        }
        throw new IllegalStateException("no such mode");
    }

    private Sized iceberg(int size, OrderTerms terms) {
        int slices = random.between(FEWEST_SLICES, MOST_SLICES);
        int shown = Math.max(1, size / FEWEST_SLICES);
        return new Sized(shown * slices, terms.showing(shown));
    }

    /** Terms of an order that others may meet, half of them of the group that its session's accounts are in. */
    private OrderTerms owned(Origin origin) {
        return OrderTerms.PLAIN.ownedBy(group(origin), MODES[random.below(MODES.length)]);
    }

    private long group(Origin origin) {
        return random.chance(GROUPED_PER_MILLE) ? origin.session() + 1L : 0;
    }

    private record Sized(int quantity, OrderTerms terms) {}
}
