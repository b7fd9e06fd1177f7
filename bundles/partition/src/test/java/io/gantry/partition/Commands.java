package io.gantry.partition;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.SplittableRandom;

/** Commands for tests: by hand, and in seeded streams of one client after another. */
final class Commands {

    static final Instrument INSTRUMENT = new Instrument("BTCUSDT", 1, 2, 1, 1);

    private Commands() {}

    static OrderCommand limit(long request, long follows, Side side, long price, long quantity) {
        return new OrderCommand()
                .symbolId(1)
                .clientId(7)
                .requestId(request)
                .follows(follows)
                .orderId(100 + request)
                .account(5)
                .side(side)
                .price(price)
                .quantity(quantity);
    }

    static OrderCommand cancel(long request, long follows, long orderId) {
        return new OrderCommand()
                .kind(CommandKind.CANCEL)
                .symbolId(1)
                .clientId(7)
                .requestId(request)
                .follows(follows)
                .orderId(orderId)
                .account(5);
    }

    /** A random command of one of three clients; {@code last} holds the last request id of each and is moved on. */
    static OrderCommand random(SplittableRandom random, long[] last) {
        int client = random.nextInt(last.length);
        long follows = last[client];
        long request = follows + 1 + random.nextInt(3);
        last[client] = request;
        OrderCommand command = new OrderCommand()
                .symbolId(1)
                .clientId(client + 1L)
                .requestId(request)
                .follows(follows)
                .account(client + 1L)
                .orderId(1 + random.nextInt(60))
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .price(95 + random.nextInt(10))
                .quantity(1 + random.nextInt(9));
        int dice = random.nextInt(10);
        if (dice >= 9) {
            return command.kind(CommandKind.REPLACE);
        }
        if (dice >= 7) {
            return command.kind(dice == 7 ? CommandKind.CANCEL : CommandKind.REDUCE);
        }
        return command.timeInForce(dice == 0 ? TimeInForce.IOC : TimeInForce.GTC)
                .postOnly(dice == 1);
    }
}
