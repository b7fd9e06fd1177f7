package io.gantry.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code special=PERCENT} adds to a generated flow. */
final class SpecialOrdersTest {

    @Test
    void shouldMakeTheSameSpecialOrdersWhenTheSeedIsTheSame() {
        List<FlowCommand> commands = read("generated:commands=30000,seed=5,special=20");

        assertThat(read("generated:commands=30000,seed=5,special=20")).isEqualTo(commands);
        assertThat(read("generated:commands=30000,seed=6,special=20")).isNotEqualTo(commands);
        assertThat(read("generated:commands=30000,seed=5,special=21")).isNotEqualTo(commands);
    }

    @Test
    void shouldSendEveryKindWhenNothingIsAsked() {
        List<FlowCommand> commands = read("generated");

        assertThat(commands).extracting(FlowCommand::kind).contains(CommandKind.values());
        for (OrderType type : OrderType.values()) {
            assertThat(count(commands, isNew(next -> next.type() == type)))
                    .as("%s", type)
                    .isPositive();
        }
        for (TimeInForce timeInForce : TimeInForce.values()) {
            assertThat(count(commands, isNew(next -> next.timeInForce() == timeInForce)))
                    .as("%s", timeInForce)
                    .isPositive();
        }
        for (SelfTradePrevention mode : SelfTradePrevention.values()) {
            assertThat(count(commands, isNew(next -> next.terms().selfTradePrevention() == mode)))
                    .as("%s", mode)
                    .isPositive();
        }
        assertThat(count(commands, isNew(FlowCommand::postOnly))).isPositive();
        assertThat(count(commands, isNew(next -> next.terms().displayQuantity() > 0)))
                .isPositive();
        assertThat(count(commands, isNew(next -> next.terms().minQuantity() > 0)))
                .isPositive();
        assertThat(count(commands, isNew(next -> next.terms().group() > 0))).isPositive();
        assertThat(count(
                        commands,
                        next -> next.kind() == CommandKind.REPLACE
                                && next.terms().stopPrice() > 0))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 30, 100})
    void shouldHaveTheShareThatIsAsked(int percent) {
        Flow flow = FlowSpec.parse("generated:seed=3,special=" + percent).open();
        List<FlowCommand> commands = read(flow);
        List<FlowCommand> traded = commands.subList((int) ((GeneratedFlow) flow).fillCommands(), commands.size());

        double special = count(traded, isNew(SpecialOrdersTest::isSpecial));

        // Of the special orders some are grouped by a coin and of no mode, which makes them plain but for the account.
        assertThat(100 * special / count(commands, isNew(next -> true)))
                .isCloseTo(percent, within(0.5 + percent * 0.1));
    }

    @Test
    void shouldDoWhatTheOrdersAreForWhenPlayedIntoTheReferenceBook() {
        Flow flow = FlowSpec.parse("generated:seed=21").open();
        EngineBooks books = new EngineBooks(flow);

        flow.forEach(books::makersOf);

        assertThat(books.triggered()).isPositive();
        assertThat(books.auctionTrades()).isPositive();
        assertThat(books.massCancelled()).isPositive();
        assertThat(books.cancelled(CancelReason.EXPIRED)).isPositive();
        assertThat(books.cancelled(CancelReason.SELF_TRADE)).isPositive();
        assertThat(books.cancelled(CancelReason.MASS_CANCELLED)).isEqualTo(books.massCancelled());
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0.5", "2, 1, 1", "2, 2, 1", "10, 1, 2", "100, 1, 10"})
    void shouldBeRejectedSeldom(int percent, long seed, double mostPercent) {
        Flow flow =
                FlowSpec.parse("generated:seed=" + seed + ",special=" + percent).open();
        EngineBooks books = new EngineBooks(flow);

        flow.forEach(books::makersOf);

        int rejected =
                books.rejections().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(100.0 * rejected / flow.commands())
                .as("%s", books.rejections())
                .isLessThan(mostPercent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generated:special=100,sessions=1,seed=4",
                "generated:special=50,sessions=2,seed=5",
                "generated:seed=6"
            })
    void shouldLeaveOrdersOnBothSidesWhenOrdersAreSpecial(String spec) {
        Flow flow = FlowSpec.parse(spec).open();
        EngineBooks books = new EngineBooks(flow);
        long number = 0;

        for (FlowCommand next : flow) {
            books.makersOf(next);
            number++;
            if (number >= flow.commands() / 4 && number % 100 == 0) {
                assertThat(books.resting(0, Side.BUY))
                        .as("%s, command %d", spec, number)
                        .isPositive();
                assertThat(books.resting(0, Side.SELL))
                        .as("%s, command %d", spec, number)
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldEndEveryAuctionWithinAFewDozenCommandsOfItsSymbolOnly(long seed) {
        Map<Integer, Integer> inAuction = new HashMap<>();
        int auctions = 0;
        for (FlowCommand next : read("generated:symbols=40,seed=" + seed)) {
            assertThat(inAuction.keySet()).as("seed %d", seed).isSubsetOf(next.symbol());
            if (next.kind() == CommandKind.MARKET_STATE && next.marketState() == MarketState.AUCTION) {
                auctions++;
                inAuction.put(next.symbol(), 0);
            } else if (next.kind() == CommandKind.MARKET_STATE) {
                assertThat(next.marketState()).isEqualTo(MarketState.OPEN);
                assertThat(inAuction.remove(next.symbol())).as("seed %d", seed).isNotNull();
            } else if (inAuction.containsKey(next.symbol())) {
                assertThat(inAuction.merge(next.symbol(), 1, Integer::sum)).isLessThan(30);
            }
        }
        assertThat(auctions).as("seed %d", seed).isPositive();
        assertThat(inAuction).as("seed %d", seed).isEmpty();
    }

    @Test
    void shouldNotDisturbTheMixWhenItIsTheDefault() {
        Map<CommandKind, Integer> plain = kinds("generated:seed=9,special=0");
        Map<CommandKind, Integer> mixed = kinds("generated:seed=9");

        for (CommandKind kind : List.of(CommandKind.NEW, CommandKind.CANCEL, CommandKind.REPLACE)) {
            assertThat((double) mixed.get(kind))
                    .as("%s", kind)
                    .isCloseTo(plain.get(kind), within(0.02 * plain.get(kind)));
        }
        int rare =
                mixed.get(CommandKind.MASS_CANCEL) + mixed.get(CommandKind.MARKET_STATE) + mixed.get(CommandKind.RULES);
        assertThat(rare).isBetween(10, 120);
        assertThat(plain).doesNotContainKeys(CommandKind.MASS_CANCEL, CommandKind.MARKET_STATE, CommandKind.RULES);
    }

    @Test
    void shouldExpireBehindItsSendingWhenItIsGoodTillDate() {
        FlowCommand order = read("generated:special=50,commands=20000").stream()
                .filter(next -> next.timeInForce() == TimeInForce.GTD)
                .findFirst()
                .orElseThrow();

        long lifetime = order.terms().lifetimeNanos();

        assertThat(lifetime).isBetween(2_000_000_000L, 20_000_000_000L);
        assertThat(order.copyTo(new OrderCommand(), 5).expireNanos()).isEqualTo(5 + lifetime);
    }

    private static boolean isSpecial(FlowCommand order) {
        return !order.terms().equals(OrderTerms.PLAIN) || order.timeInForce() == TimeInForce.DAY;
    }

    private static Predicate<FlowCommand> isNew(Predicate<FlowCommand> more) {
        return next -> next.kind() == CommandKind.NEW && more.test(next);
    }

    private static long count(List<FlowCommand> commands, Predicate<FlowCommand> which) {
        return commands.stream().filter(which).count();
    }

    private static Map<CommandKind, Integer> kinds(String spec) {
        Map<CommandKind, Integer> kinds = new EnumMap<>(CommandKind.class);
        read(spec).forEach(next -> kinds.merge(next.kind(), 1, Integer::sum));
        return kinds;
    }

    private static List<FlowCommand> read(String spec) {
        return read(FlowSpec.parse(spec).open());
    }

    private static List<FlowCommand> read(Flow flow) {
        List<FlowCommand> commands = new ArrayList<>();
        flow.forEach(commands::add);
        return commands;
    }
}
