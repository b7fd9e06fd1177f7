package io.gantry.partition;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
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

    /**
     * A random command, of any kind, of one of three clients; {@code last} holds the last request id of each and is moved on.
     *
     * @param nowNanos expiries are about there
     */
    static OrderCommand random(SplittableRandom random, long[] last, long nowNanos) {
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
                .quantity(1 + random.nextInt(9))
                .group(random.nextInt(2))
                .selfTradePrevention(pick(random, SelfTradePrevention.values()));
        return switch (random.nextInt(8)) {
            case 0 -> command.kind(CommandKind.CANCEL);
            case 1 -> command.kind(CommandKind.REDUCE);
            case 2 -> command.kind(CommandKind.REPLACE).stopPrice(random.nextInt(3) == 0 ? 100 : 0);
            case 3 -> rare(random, command);
            default -> entered(random, command, nowNanos);
        };
    }

    private static OrderCommand entered(SplittableRandom random, OrderCommand command, long nowNanos) {
        return switch (random.nextInt(12)) {
            case 0 -> command.timeInForce(TimeInForce.IOC);
            case 1 -> command.timeInForce(TimeInForce.FOK);
            case 2 -> command.postOnly(true);
            case 3 -> command.displayQuantity(1 + random.nextInt(3));
            case 4 -> command.type(OrderType.STOP).price(0).stopPrice(95 + random.nextInt(10));
            case 5 -> command.type(OrderType.STOP_LIMIT).stopPrice(95 + random.nextInt(10));
            case 6 -> command.timeInForce(TimeInForce.GTD).expireNanos(nowNanos + random.nextInt(40));
            case 7 -> command.timeInForce(TimeInForce.DAY);
            case 8 -> command.minQuantity(1 + random.nextInt(3));
            case 9 -> command.type(OrderType.MARKET).price(0);
            default -> command;
        };
    }

    private static OrderCommand rare(SplittableRandom random, OrderCommand command) {
        return switch (random.nextInt(6)) {
            case 0 ->
                command.kind(CommandKind.MASS_CANCEL)
                        .account(random.nextInt(4))
                        .scope(pick(random, CancelScope.values()));
            case 1 ->
                command.kind(CommandKind.RULES)
                        .rules(new TradingRules(
                                90 + random.nextInt(8),
                                102 + random.nextInt(8),
                                random.nextInt(3),
                                random.nextInt(2) * 30,
                                random.nextInt(300)));
            case 2 -> command.kind(CommandKind.MARKET_STATE).marketState(pick(random, MarketState.values()));
            default -> command.kind(CommandKind.MARKET_STATE).marketState(MarketState.OPEN);
        };
    }

    private static <T> T pick(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
