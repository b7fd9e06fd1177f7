package io.gantry.simulator.trade;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.SimulatedClock;
import java.util.ArrayList;
import java.util.List;

/** Makes up commands of every kind for one client, most of them good. Prices and quantities stay near each other, so that much trades. */
final class OrderFlow {

    private static final long MILLI = 1_000_000;
    private static final int ACCOUNTS = 4;
    private static final int GROUPS = 3;
    private static final long MIDDLE = 1_000;
    private static final int WIDTH = 8;
    private static final int MAX_QUANTITY = 20;
    private static final int CLIENT_ORDERS = 1_000_000;
    private static final SelfTradePrevention[] PREVENTIONS = SelfTradePrevention.values();
    private static final MarketState[] STATES = MarketState.values();
    private static final CancelScope[] SCOPES = CancelScope.values();

    private final Dice dice;
    private final long clientId;
    private final List<List<OrderCommand>> entered = new ArrayList<>();
    private final boolean[] isDisturbed;
    private long lastOrder;

    OrderFlow(Dice dice, long clientId, int symbols) {
        this.dice = dice;
        this.clientId = clientId;
        isDisturbed = new boolean[symbols + 1];
        for (int i = 0; i <= symbols; i++) {
            entered.add(new ArrayList<>());
        }
    }

    /** The next command for a symbol. */
    OrderCommand next(int symbolId, long atNanos) {
        OrderCommand command = isDisturbed[symbolId] && dice.chance(400) ? reopen(symbolId) : any(symbolId, atNanos);
        return command.symbolId(symbolId).clientId(clientId);
    }

    private OrderCommand any(int symbolId, long atNanos) {
        List<OrderCommand> mine = entered.get(symbolId);
        int at = dice.below(1_000);
        if (mine.isEmpty() || at < 620) {
            OrderCommand order = order(atNanos);
            mine.add(order);
            return new OrderCommand().copyFrom(order);
        }
        OrderCommand order = mine.get(mine.size() - 1 - dice.below(Math.min(12, mine.size())));
        if (at < 760) {
            return about(order, CommandKind.CANCEL);
        }
        if (at < 840) {
            return about(order, CommandKind.REDUCE).quantity(quantity());
        }
        if (at < 950) {
            return replace(order);
        }
        if (at < 965) {
            return massCancel();
        }
        if (at < 985) {
            isDisturbed[symbolId] = true;
            return new OrderCommand()
                    .kind(CommandKind.MARKET_STATE)
                    .account(1)
                    .marketState(STATES[dice.below(STATES.length)]);
        }
        return rules();
    }

    private OrderCommand reopen(int symbolId) {
        isDisturbed[symbolId] = false;
        return new OrderCommand().kind(CommandKind.MARKET_STATE).account(1).marketState(MarketState.OPEN);
    }

    private OrderCommand order(long atNanos) {
        Side side = dice.flip() ? Side.BUY : Side.SELL;
        OrderCommand order = new OrderCommand()
                .kind(CommandKind.NEW)
                .orderId(clientId * CLIENT_ORDERS + ++lastOrder)
                .account(1 + dice.below(ACCOUNTS))
                .side(side)
                .quantity(quantity());
        if (dice.chance(80)) {
            order.type(OrderType.MARKET);
        } else if (dice.chance(120)) {
            order.type(dice.flip() ? OrderType.STOP : OrderType.STOP_LIMIT).stopPrice(price(side.opposite()));
        }
        if (order.type() == OrderType.LIMIT || order.type() == OrderType.STOP_LIMIT) {
            order.price(price(side));
        }
        if (order.type() == OrderType.LIMIT) {
            garnish(order, atNanos);
        }
        if (dice.chance(200)) {
            order.selfTradePrevention(PREVENTIONS[dice.below(PREVENTIONS.length)]);
        }
        if (dice.chance(100)) {
            order.group(1 + dice.below(GROUPS));
        }
        return order;
    }

    private void garnish(OrderCommand order, long atNanos) {
        int at = dice.below(1_000);
        if (at < 80) {
            order.timeInForce(TimeInForce.IOC);
        } else if (at < 120) {
            order.timeInForce(TimeInForce.FOK);
        } else if (at < 180) {
            order.timeInForce(TimeInForce.DAY);
        } else if (at < 330) {
            long expires = SimulatedClock.START_NANOS + atNanos + dice.between(1, 400) * MILLI;
            order.timeInForce(TimeInForce.GTD).expireNanos(expires);
        } else if (at < 400) {
            order.postOnly(true);
        } else if (at < 500) {
            order.displayQuantity(1 + dice.below((int) order.quantity()));
        } else if (at < 540) {
            order.minQuantity(1 + dice.below((int) order.quantity()));
        }
    }

    private static OrderCommand about(OrderCommand order, CommandKind kind) {
        return new OrderCommand().kind(kind).orderId(order.orderId()).account(order.account());
    }

    private OrderCommand replace(OrderCommand order) {
        OrderCommand command = about(order, CommandKind.REPLACE)
                .price(order.price() == 0 ? 0 : price(order.side()))
                .quantity(dice.flip() ? order.quantity() : quantity());
        if (order.stopPrice() != 0) {
            command.stopPrice(price(order.side().opposite()));
        }
        return command;
    }

    private OrderCommand massCancel() {
        return new OrderCommand()
                .kind(CommandKind.MASS_CANCEL)
                .account(dice.chance(100) ? 0 : 1 + dice.below(ACCOUNTS))
                .scope(SCOPES[dice.below(SCOPES.length)]);
    }

    private OrderCommand rules() {
        boolean isBounded = dice.flip();
        return new OrderCommand()
                .kind(CommandKind.RULES)
                .account(1)
                .rules(new TradingRules(
                        isBounded ? MIDDLE - 2 * WIDTH : 0,
                        isBounded ? MIDDLE + 2 * WIDTH : 0,
                        dice.below(3) * 4L,
                        dice.below(3) * 20,
                        0));
    }

    private long price(Side side) {
        int off = dice.below(WIDTH) - WIDTH / 4;
        return side == Side.BUY ? MIDDLE - off : MIDDLE + off;
    }

    private long quantity() {
        return 1 + dice.below(MAX_QUANTITY);
    }
}
