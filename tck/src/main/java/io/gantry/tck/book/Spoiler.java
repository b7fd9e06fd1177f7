package io.gantry.tck.book;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.Random;

/** Makes a field of a command what it should not be, or at least something unexpected. */
final class Spoiler {

    private static final long[] VALUES = {
        0,
        -1,
        1,
        2,
        3,
        5,
        10,
        -10,
        7,
        4_999,
        5_000,
        5_001,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 7,
        1L << 32,
        1L << 62
    };

    private Spoiler() {}

    static void spoil(OrderCommand command, Random random) {
        do {
            spoilOne(command, random);
        } while (random.nextInt(4) == 0);
    }

    private static void spoilOne(OrderCommand command, Random random) {
        long value = VALUES[random.nextInt(VALUES.length)];
        switch (random.nextInt(15)) {
            case 0 -> command.orderId(value);
            case 1 -> command.account(value);
            case 2 -> command.group(value);
            case 3 -> command.quantity(value);
            case 4 -> command.price(value);
            case 5 -> command.stopPrice(value);
            case 6 -> command.displayQuantity(value);
            case 7 -> command.minQuantity(value);
            case 8 -> command.expireNanos(value);
            case 9 -> command.type(OrderType.values()[random.nextInt(4)]);
            case 10 -> command.timeInForce(TimeInForce.values()[random.nextInt(5)]);
            case 11 -> command.postOnly(!command.postOnly());
            case 12 -> command.side(command.side() == Side.BUY ? Side.SELL : Side.BUY);
            case 13 -> command.displayQuantity(10).quantity(10_000 + 10L * random.nextInt(3));
            default -> command.price(command.price() + 1);
        }
    }
}
