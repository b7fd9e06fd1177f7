package io.gantry.orderbook;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.Random;

/** Commands of every kind an open market sees, at prices around one another; makes no garbage. */
final class MixedCommands {

    static final long START_NANOS = 1_750_000_000_000_000_000L;

    private static final SelfTradePrevention[] PREVENTIONS = SelfTradePrevention.values();
    private static final int CENTRE = 10_000;
    private static final int SPREAD = 60;

    private final Random random;
    private final int ids;
    private final OrderCommand command = new OrderCommand().symbolId(1);
    private long timeNanos = START_NANOS;

    /** @param ids how many order ids are used, again and again */
    MixedCommands(long seed, int ids) {
        random = new Random(seed);
        this.ids = ids;
    }

    long timeNanos() {
        return timeNanos;
    }

    /** The next one, in a holder that is used again. */
    OrderCommand next() {
        timeNanos += 1_000;
        long id = 1 + random.nextInt(ids);
        command.clear().symbolId(1).orderId(id).account(1 + id % 7).quantity(1 + random.nextInt(50));
        int kind = random.nextInt(100);
        if (kind < 55) {
            enter();
        } else if (kind < 70) {
            command.kind(CommandKind.CANCEL);
        } else if (kind < 80) {
            command.kind(CommandKind.REDUCE);
        } else {
            command.kind(CommandKind.REPLACE).price(price());
        }
        return command;
    }

    private void enter() {
        boolean buys = random.nextBoolean();
        command.side(buys ? Side.BUY : Side.SELL).selfTradePrevention(PREVENTIONS[random.nextInt(PREVENTIONS.length)]);
        command.price(price());
        switch (random.nextInt(12)) {
            case 0 -> command.type(OrderType.MARKET).price(0).quantity(1 + random.nextInt(200));
            case 1 ->
                command.type(OrderType.STOP).price(0).stopPrice(CENTRE + (buys ? 1 : -1) * random.nextInt(SPREAD));
            case 2 -> command.type(OrderType.STOP_LIMIT).stopPrice(CENTRE + (buys ? 1 : -1) * random.nextInt(SPREAD));
            case 3 -> command.quantity(100).displayQuantity(5 + random.nextInt(20));
            case 4 -> command.timeInForce(TimeInForce.GTD).expireNanos(timeNanos + 1 + random.nextInt(2_000_000));
            case 5 -> command.timeInForce(TimeInForce.IOC);
            case 6 -> command.timeInForce(TimeInForce.FOK);
            case 7 -> command.group(1 + random.nextInt(3));
            case 8 -> command.postOnly(true);
            case 9 -> command.minQuantity(1);
            default -> command.timeInForce(TimeInForce.GTC);
        }
    }

    private long price() {
        return CENTRE - SPREAD + random.nextInt(2 * SPREAD);
    }
}
