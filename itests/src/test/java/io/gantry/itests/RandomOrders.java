package io.gantry.itests;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.Random;

/** What one client sends for one symbol: limit orders around a price, every third time a cancel of a recent one, which may have traded by then. */
final class RandomOrders {

    private static final long MIDDLE = 10_000;
    private static final int SPREAD = 20;
    private static final int RECENT = 10;

    private final Random random;
    private final Instrument instrument;
    private final long orderBase;
    private long orders;

    /** @param orderBase below the ids of all orders; the next million is this client's */
    RandomOrders(Random random, Instrument instrument, long orderBase) {
        this.random = random;
        this.instrument = instrument;
        this.orderBase = orderBase;
    }

    OrderCommand next() {
        OrderCommand command = new OrderCommand();
        if (orders > RECENT && random.nextInt(3) == 0) {
            return command.kind(CommandKind.CANCEL).orderId(orderBase + orders - random.nextInt(RECENT));
        }
        orders++;
        return command.kind(CommandKind.NEW)
                .orderId(orderBase + orders)
                .account(1 + random.nextInt(5))
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .timeInForce(random.nextInt(10) == 0 ? TimeInForce.IOC : TimeInForce.GTC)
                .price((MIDDLE + random.nextInt(2 * SPREAD + 1) - SPREAD) * instrument.tickSize())
                .quantity((1 + random.nextInt(50)) * instrument.lotSize());
    }
}
