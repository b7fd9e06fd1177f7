package io.gantry.tck.book;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a step could be instead so that people understand it sooner. Each of them is simpler, so that this comes to an end. */
final class SimplerSteps {

    private SimplerSteps() {}

    static List<Step> of(Step step) {
        if (step instanceof Step.Snapshot snapshot && snapshot.slice() > 1) {
            return List.of(new Step.Snapshot(1));
        }
        if (!(step instanceof Step.Apply apply)) {
            return List.of();
        }
        List<Step> simpler = new ArrayList<>();
        OrderCommand command = apply.command();
        if (command.kind() == CommandKind.RULES) {
            addRules(simpler, apply, command.rules());
        }
        add(simpler, apply, command.postOnly(), one -> one.postOnly(false));
        add(simpler, apply, command.displayQuantity() != 0, one -> one.displayQuantity(0));
        add(simpler, apply, command.minQuantity() != 0, one -> one.minQuantity(0));
        add(simpler, apply, command.group() != 0, one -> one.group(0));
        add(
                simpler,
                apply,
                command.selfTradePrevention() != SelfTradePrevention.NONE,
                one -> one.selfTradePrevention(SelfTradePrevention.NONE));
        add(
                simpler,
                apply,
                command.timeInForce() != TimeInForce.GTC || command.expireNanos() != 0,
                one -> one.timeInForce(TimeInForce.GTC).expireNanos(0));
        boolean stop = command.type() == OrderType.STOP || command.type() == OrderType.STOP_LIMIT;
        OrderType triggered = command.type() == OrderType.STOP ? OrderType.MARKET : OrderType.LIMIT;
        add(simpler, apply, stop, one -> one.type(triggered).stopPrice(0));
        add(simpler, apply, command.account() > 7, one -> one.account(7));
        long half = command.quantity() / 20 * 10;
        add(simpler, apply, command.quantity() > 10 && half > 0, one -> one.quantity(half));
        add(simpler, apply, command.quantity() > 1, one -> one.quantity(command.quantity() / 2));
        return simpler;
    }

    private static void addRules(List<Step> simpler, Step.Apply apply, TradingRules rules) {
        long low = rules.lowPrice();
        long high = rules.highPrice();
        long protection = rules.protectionTicks();
        int maxOpen = rules.maxOpenOrders();
        long end = rules.dayEndNanos();
        List<TradingRules> candidates = List.of(
                new TradingRules(0, high, protection, maxOpen, end),
                new TradingRules(low, 0, protection, maxOpen, end),
                new TradingRules(low, high, 0, maxOpen, end),
                new TradingRules(low, high, protection, 0, end),
                new TradingRules(low, high, protection, maxOpen, 0));
        for (TradingRules candidate : candidates) {
            add(simpler, apply, !candidate.equals(rules), one -> one.rules(candidate));
        }
    }

    private static void add(List<Step> simpler, Step.Apply apply, boolean helps, Consumer<OrderCommand> change) {
        if (helps) {
            OrderCommand changed = new OrderCommand().copyFrom(apply.command());
            change.accept(changed);
            simpler.add(new Step.Apply(changed, apply.timeNanos()));
        }
    }
}
