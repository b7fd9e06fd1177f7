package io.gantry.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.EventKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that are rare: all they say counts. */
final class RareCommandsTest {
    private static final long TICK = 100;

    @Test
    void shouldPassWhenCommandsUseAllThatABookCan() {
        Evidence wide = wide();

        CheckReport report = wide.check();

        assertThat(report.checks()).allMatch(CheckResult::passed);
        assertThat(wide.events)
                .extracting(BookEvent::kind)
                .contains(EventKind.TRIGGERED, EventKind.MASS_CANCELLED, EventKind.RULES_CHANGED, EventKind.REDUCED);
        CommandAnswer stopSetter = wide.answers.get(5);
        assertThat(stopSetter.filledQuantity())
                .as("as the taker of a trade, and as the maker of a stop that it triggered")
                .isEqualTo(12);
        assertThat(stopSetter.openQuantity()).isEqualTo(1);
    }

    @Test
    void shouldFindEachRareFieldWhenTheEngineDidNotHeedIt() {
        int rareCommands = 0;
        int size = wide().sent.size();
        for (int i = 0; i < size; i++) {
            OrderCommand command = wide().sent.get(i);
            for (OrderCommand plainer : List.of(
                    new OrderCommand().copyFrom(command).displayQuantity(0),
                    new OrderCommand().copyFrom(command).minQuantity(0),
                    new OrderCommand().copyFrom(command).stopPrice(0),
                    new OrderCommand().copyFrom(command).expireNanos(0),
                    new OrderCommand().copyFrom(command).group(0),
                    new OrderCommand().copyFrom(command).selfTradePrevention(SelfTradePrevention.NONE),
                    new OrderCommand().copyFrom(command).scope(CancelScope.ALL),
                    new OrderCommand().copyFrom(command).rules(TradingRules.NONE))) {
                if (!plainer.toString().equals(command.toString())) {
                    rareCommands++;
                    Evidence wide = wide();
                    wide.sent.set(i, plainer);

                    assertThat(Verdict.failed(wide.check()))
                            .as(command + " checked as " + plainer)
                            .isNotEmpty();
                }
            }
        }
        assertThat(rareCommands).isGreaterThanOrEqualTo(8);
    }

    @Test
    void shouldFindTheQuantityWhenAMassCancelTellsAnotherCount() {
        Evidence wide = wide();
        BookEvent massCancelled = wide.events.stream()
                .filter(event -> event.kind() == EventKind.MASS_CANCELLED)
                .findFirst()
                .orElseThrow();
        massCancelled.quantity(massCancelled.quantity() + 1);
        wide.chainAnew();

        assertThat(Verdict.failed(wide.check())).containsExactly("events", "quantity");
    }

    /** One of each: iceberg, minimum quantity, stop, expiry, group with prevention, rules, mass cancel of a side. */
    private static Evidence wide() {
        Evidence wide = new Evidence();
        wide.list(new Instrument("S1", 1, 2, TICK, 1));
        wide.send(0, rules(new TradingRules(TICK, 100 * TICK, 5, 50, 1)));
        wide.send(0, Evidence.order(1, Side.SELL, 10 * TICK, 8).displayQuantity(2));
        wide.send(1, Evidence.order(2, Side.SELL, 0, 4).type(OrderType.STOP).stopPrice(10 * TICK));
        wide.send(
                0,
                Evidence.order(3, Side.BUY, 9 * TICK, 5)
                        .timeInForce(TimeInForce.GTD)
                        .expireNanos(5_000_000));
        wide.send(1, Evidence.order(4, Side.BUY, 9 * TICK, 1).group(4));
        // Command 6, at 6 ms: order 3 expires, 8 trade, then the stop sells 4 to what rests of this one.
        wide.send(2, Evidence.order(5, Side.BUY, 10 * TICK, 13));
        wide.send(0, Evidence.order(6, Side.SELL, 10 * TICK, 3));
        wide.send(0, Evidence.order(11, Side.BUY, 10 * TICK, 9).minQuantity(3));
        wide.send(2, Evidence.order(7, Side.BUY, 101 * TICK, 3));
        wide.send(2, Evidence.order(8, Side.BUY, 7 * TICK, 3).group(4));
        wide.send(
                0,
                Evidence.order(9, Side.SELL, 7 * TICK, 2).group(4).selfTradePrevention(SelfTradePrevention.DECREMENT));
        wide.send(
                1, new OrderCommand().kind(CommandKind.MASS_CANCEL).symbolId(1).scope(CancelScope.BUYS));
        wide.send(
                1,
                Evidence.order(10, Side.SELL, 40 * TICK, 3)
                        .type(OrderType.STOP_LIMIT)
                        .stopPrice(5 * TICK));
        wide.close();
        return wide;
    }

    private static OrderCommand rules(TradingRules rules) {
        return new OrderCommand().kind(CommandKind.RULES).symbolId(1).rules(rules);
    }
}
