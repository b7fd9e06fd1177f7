package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.SelfTradePrevention;
import java.util.Collection;

/** Counts what a taker could trade at once (section 5, "Can it fill?"); changes nothing. */
final class FillCount {
    private final PriceQueues makers;
    private final OpenOrder taker;
    private final long limit;

    FillCount(PriceQueues makers, OpenOrder taker, long limit) {
        this.makers = makers;
        this.taker = taker;
        this.limit = limit;
    }

    /** Could it trade as much as this? */
    boolean reaches(long wanted) {
        // Counts down instead of summing up: a sum of open quantities may not fit in a long.
        long missing = wanted;
        for (long price : makers.prices()) {
            if (!makers.isWithin(price, limit)) {
                return false;
            }
            Collection<OpenOrder> level = makers.at(price);
            boolean endsHere = stopsAtOwnOrders() && level.stream().anyMatch(taker::isOfOwner);
            for (OpenOrder maker : level) {
                if (endsHere && taker.isOfOwner(maker)) {
                    return false;
                }
                missing -= fillable(maker, endsHere);
                if (missing <= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What a maker gives; its hidden part comes after an own order of the level, if there is one, so never. */
    private long fillable(OpenOrder maker, boolean visibleOnly) {
        if (taker.prevention == SelfTradePrevention.EXPIRE_MAKER && taker.isOfOwner(maker)) {
            return 0;
        }
        return visibleOnly ? maker.visible() : maker.remaining;
    }

    private boolean stopsAtOwnOrders() {
        return switch (taker.prevention) {
            case NONE, EXPIRE_MAKER -> false;
            case EXPIRE_TAKER, EXPIRE_BOTH, DECREMENT -> true;
        };
    }
}
