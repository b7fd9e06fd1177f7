package io.gantry.tck.book;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TradingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commands of every kind, good and bad, as a seed makes them: the same seed, the same commands. The seed chooses the profile, too. */
final class RandomCommands {

    private static final MarketState[] STATES = MarketState.values();

    private final long seed;
    private final Profile profile;
    private final Mix mix;
    private final Random random;
    private final RandomOrders orders;
    private final List<OrderCommand> entered = new ArrayList<>();
    private MarketState state = MarketState.OPEN;
    private long timeNanos;

    RandomCommands(long seed) {
        this(seed, Profile.of(seed));
    }

    RandomCommands(long seed, Profile profile) {
        this.seed = seed;
        this.profile = profile;
        mix = profile.mix();
        random = new Random(seed * 0x9e3779b97f4a7c15L + 0x5deece66dL);
        orders = new RandomOrders(random, mix);
        timeNanos = random.nextInt(4) == 0 ? 0 : 20_000L * TradingRules.DAY_NANOS + random.nextInt(1_000_000_000);
    }

    Instrument instrument() {
        return new Instrument("TEST", 1, 2, mix.tickSize, mix.lotSize);
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>(mix.steps + 1);
        steps.add(new Step.TellDepth(chance(70)));
        for (int i = 0; i < mix.steps; i++) {
            steps.add(step());
        }
        return steps;
    }

    private Step step() {
        passTime();
        int at = random.nextInt(100 + mix.restore + mix.snapshot + mix.abandon + mix.expire + mix.depth);
        if (at < mix.restore) {
            return new Step.Restore(Step.From.values()[random.nextInt(3)]);
        }
        if ((at -= mix.restore) < mix.snapshot) {
            return new Step.Snapshot(1 + random.nextInt(random.nextInt(20) + 1));
        }
        if ((at -= mix.snapshot) < mix.abandon) {
            return new Step.Abandon();
        }
        if ((at -= mix.abandon) < mix.expire) {
            return new Step.Expire(timeNanos);
        }
        if (at - mix.expire < mix.depth) {
            return new Step.TellDepth(chance(70));
        }
        OrderCommand command = command();
        if (chance(mix.badPercent)) {
            Spoiler.spoil(command, random);
        }
        return new Step.Apply(command, timeNanos);
    }

    private void passTime() {
        if (chance(70)) {
            timeNanos += random.nextInt(mix.stepMillis + 1) * 1_000_000L;
        }
        if (chance(mix.jumpPercent)) {
            timeNanos += (long) (random.nextDouble() * random.nextDouble() * 2 * TradingRules.DAY_NANOS);
        }
    }

    private OrderCommand command() {
        if (state != MarketState.OPEN && chance(mix.reopenPercent)) {
            return changeState(MarketState.OPEN);
        }
        return switch (kind()) {
            case NEW -> enter();
            case CANCEL -> of(CommandKind.CANCEL);
            case REDUCE -> of(CommandKind.REDUCE).quantity(orders.quantity());
            case REPLACE -> replace();
            case MARKET_STATE -> changeState(nextState());
            case MASS_CANCEL -> massCancel();
            case RULES -> rules();
        };
    }

    private CommandKind kind() {
        int[] weights = {mix.enter, mix.cancel, mix.reduce, mix.replace, mix.marketState, mix.massCancel, mix.rules};
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int at = random.nextInt(sum);
        int kind = 0;
        while (at >= weights[kind]) {
            at -= weights[kind++];
        }
        return CommandKind.values()[kind];
    }

    private OrderCommand enter() {
        OrderCommand command = orders.next(timeNanos);
        boolean fitsCall = state.isCall() && chance(80);
        if (state == MarketState.POST_ONLY && chance(60)) {
            orders.makePostOnly(command);
        } else if (fitsCall) {
            orders.makePassive(command);
        }
        entered.add(command);
        return new OrderCommand().copyFrom(command);
    }

    /** A command for an order that was entered, mostly of late; it may be over. */
    private OrderCommand of(CommandKind kind) {
        OrderCommand command = new OrderCommand().kind(kind).symbolId(1);
        if (entered.isEmpty() || chance(3)) {
            return command.orderId(1 + random.nextInt(50)).account(1 + random.nextInt(mix.accounts));
        }
        OrderCommand order = anyEntered();
        command.orderId(order.orderId()).account(order.account());
        if (chance(3)) {
            command.account(1 + random.nextInt(mix.accounts));
        }
        return command;
    }

    private OrderCommand anyEntered() {
        int window = chance(80) ? 40 : entered.size();
        return entered.get(entered.size() - 1 - random.nextInt(Math.min(window, entered.size())));
    }

    private OrderCommand replace() {
        OrderCommand command = of(CommandKind.REPLACE);
        OrderCommand order = command;
        for (OrderCommand one : entered) {
            order = one.orderId() == command.orderId() ? one : order;
        }
        boolean stop = order.type() == OrderType.STOP || order.type() == OrderType.STOP_LIMIT;
        boolean priced = order.type() == OrderType.LIMIT || order.type() == OrderType.STOP_LIMIT;
        boolean samePrices = chance(40) && order != command;
        command.quantity(chance(50) && order.quantity() > 0 ? order.quantity() : orders.quantity());
        if (priced) {
            command.price(samePrices ? order.price() : orders.price(order.side()));
        }
        if (stop) {
            command.stopPrice(samePrices || chance(30) ? order.stopPrice() : orders.stopPrice(order.side()));
        }
        if (order.displayQuantity() > 0 && order.displayQuantity() < 1L << 40 && chance(5)) {
            // as many slices as there may be, or one more
            command.quantity(
                    OrderCommand.MAX_ICEBERG_SLICES * order.displayQuantity() + (chance(50) ? mix.lotSize : 0));
        }
        if (chance(8)) {
            command.displayQuantity(1).expireNanos(1).minQuantity(5).group(-1).postOnly(true);
        }
        return command;
    }

    private MarketState nextState() {
        if (chance(mix.callPercent)) {
            return chance(50) ? MarketState.AUCTION : MarketState.PRE_OPEN;
        }
        return STATES[random.nextInt(STATES.length)];
    }

    private OrderCommand changeState(MarketState to) {
        state = to;
        return new OrderCommand()
                .kind(CommandKind.MARKET_STATE)
                .symbolId(1)
                .account(1)
                .marketState(to);
    }

    private OrderCommand massCancel() {
        return new OrderCommand()
                .kind(CommandKind.MASS_CANCEL)
                .symbolId(1)
                .account(chance(mix.everybodyPercent) ? 0 : 1 + random.nextInt(mix.accounts))
                .scope(CancelScope.values()[random.nextInt(3)]);
    }

    private OrderCommand rules() {
        long low = chance(40) ? Math.max(0, orders.price(Side.BUY) - random.nextInt(20) * mix.tickSize) : 0;
        long high = chance(40) ? orders.price(Side.SELL) : 0;
        if (high != 0 && high < low) {
            high = low;
        }
        long protection = chance(40) ? (chance(5) ? Long.MAX_VALUE - random.nextInt(3) : random.nextInt(8)) : 0;
        int maxOpen = chance(40) ? 1 + random.nextInt(15) : 0;
        long dayEnd = chance(50) ? Math.floorMod(timeNanos + 1 + random.nextInt(), TradingRules.DAY_NANOS) : 0;
        return new OrderCommand()
                .kind(CommandKind.RULES)
                .symbolId(1)
                .account(1)
                .rules(new TradingRules(low, high, protection, maxOpen, dayEnd));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    static SelfTradePrevention anyPrevention(Random random) {
        return SelfTradePrevention.values()[random.nextInt(SelfTradePrevention.values().length)];
    }

    @Override
    public String toString() {
        return "seed " + seed + " (" + profile + ")";
    }
}
