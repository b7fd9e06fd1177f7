package io.gantry.tck.book;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.util.function.Consumer;

/** Something that a book can do wrong. */
enum Fault {
    WRONG_HASH,
    FORGETS_A_CHANGE_IN_THE_HASH,
    LOSES_AN_EVENT,
    TELLS_TWICE,
    WRONG_REMAINING,
    SHOWS_A_QUEUE_IN_ANOTHER_ORDER,
    SHOWS_STOPS_IN_ANOTHER_ORDER,
    KEEPS_THE_HOLDER,
    ANOTHER_REASON,
    EXPIRES_LATE,
    IMAGE_OF_THE_END,
    IMAGE_WITHOUT_AN_ORDER,
    CHUNK_AFTER_THE_END,
    THROWS,
    NO_EXPIRY_BY_THE_CLOCK,
    NEXT_EXPIRY_TOO_LATE,
    TELLS_DEPTH_UNASKED,
    DEPTH_SHOWS_WHAT_IS_HIDDEN,
    TELLS_NO_LEVEL_THAT_GOES,
    TELLS_LEVELS_TWICE,
    TELLS_ASKS_FIRST,
    TELLS_NO_LEVEL_BY_THE_CLOCK,

    NO_PREVENTION(command -> command.selfTradePrevention(SelfTradePrevention.NONE)),
    BOTH_IS_TAKER(command -> replace(command, SelfTradePrevention.EXPIRE_BOTH, SelfTradePrevention.EXPIRE_TAKER)),
    DECREMENT_IS_BOTH(command -> replace(command, SelfTradePrevention.DECREMENT, SelfTradePrevention.EXPIRE_BOTH)),
    NO_GROUPS(command -> command.group(Math.min(0, command.group()))),
    NO_MINIMUM(command -> command.minQuantity(Math.min(0, command.minQuantity()))),
    NO_ICEBERGS(command -> command.displayQuantity(command.kind() == CommandKind.NEW ? 0 : command.displayQuantity())),
    KILL_IS_CANCEL(command ->
            command.timeInForce(command.timeInForce() == TimeInForce.FOK ? TimeInForce.IOC : command.timeInForce())),
    DAY_IS_FOREVER(command ->
            command.timeInForce(command.timeInForce() == TimeInForce.DAY ? TimeInForce.GTC : command.timeInForce())),
    STOP_LIMIT_IS_STOP(command -> {
        if (command.kind() == CommandKind.NEW && command.type() == OrderType.STOP_LIMIT && command.price() > 0) {
            command.type(OrderType.STOP).price(0);
        }
    }),
    NO_BAND(command -> rules(
            command, 0, 0, command.rules().protectionTicks(), command.rules().maxOpenOrders())),
    NO_PROTECTION(command -> rules(
            command,
            command.rules().lowPrice(),
            command.rules().highPrice(),
            0,
            command.rules().maxOpenOrders())),
    NO_MAXIMUM(command -> rules(
            command,
            command.rules().lowPrice(),
            command.rules().highPrice(),
            command.rules().protectionTicks(),
            0)),
    POST_ONLY_STATE_IS_OPEN(command -> {
        if (command.marketState() == MarketState.POST_ONLY) {
            command.marketState(MarketState.OPEN);
        }
    }),
    MASS_CANCEL_OF_BOTH_SIDES(command -> command.scope(new OrderCommand().scope()));

    /** Changes the command that the book is given. */
    final Consumer<OrderCommand> change;

    Fault() {
        this(command -> {});
    }

    Fault(Consumer<OrderCommand> change) {
        this.change = change;
    }

    private static void replace(OrderCommand command, SelfTradePrevention mode, SelfTradePrevention by) {
        if (command.selfTradePrevention() == mode) {
            command.selfTradePrevention(by);
        }
    }

    private static void rules(OrderCommand command, long low, long high, long protection, int maxOpen) {
        command.rules(
                new TradingRules(low, high, protection, maxOpen, command.rules().dayEndNanos()));
    }
}
