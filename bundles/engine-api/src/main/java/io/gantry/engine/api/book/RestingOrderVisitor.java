package io.gantry.engine.api.book;

import io.gantry.engine.api.order.Side;

/** Is shown resting orders one by one. */
@FunctionalInterface
public interface RestingOrderVisitor {

    /**
     * @param arrival the order's place in time: rising within a price level, fixed when the order joined its queue
     */
    void order(long orderId, long account, Side side, long price, long remaining, long arrival, boolean postOnly);
}
