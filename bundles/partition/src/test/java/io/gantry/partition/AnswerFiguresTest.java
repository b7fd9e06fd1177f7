package io.gantry.partition;

import static io.gantry.partition.Commands.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answer says of its own order, however much else its command caused. Order ids are 100 plus the request's. */
class AnswerFiguresTest {

    private final RecordingOutput output = new RecordingOutput();
    private final PartitionCore core = PartitionCoreTest.core(1, output);
    private long request;
    private long nowNanos = 1;

    @BeforeEach
    void listed() {
        core.list(Commands.INSTRUMENT, 1);
    }

    @Test
    void shouldNotCountTheTradesOfAStopWhenTheCommandTriggersOne() {
        send(order(Side.BUY, 100, 5));
        send(order(Side.SELL, 0, 4).type(OrderType.STOP).stopPrice(100));

        send(order(Side.BUY, 99, 10));
        send(order(Side.SELL, 99, 8));

        assertThat(events("TRIGGERED")).hasSize(1);
        assertThat(lastAnswer())
                .as("5 and 3 of its own; the stop traded 4 with others")
                .contains("filled=8 open=0");
    }

    @Test
    void shouldCountAMakersTradeWhenTheRestOfTheCommandsOrderIsHitByAStop() {
        send(order(Side.SELL, 100, 1));
        send(order(Side.SELL, 0, 3).type(OrderType.STOP).stopPrice(99));
        send(order(Side.SELL, 99, 1));

        send(order(Side.BUY, 99, 6));

        assertThat(events("TRIGGERED")).hasSize(1);
        assertThat(events("TRIGGERED").get(0)).contains("price=0 quantity=3 remaining=3");
        assertThat(lastAnswer()).as("1 as taker, 3 as maker").contains("filled=4 open=2");
    }

    @Test
    void shouldTellWhatIsOpenWhenOtherOrdersExpireFirst() {
        send(order(Side.BUY, 90, 7).timeInForce(TimeInForce.GTD).expireNanos(50));
        nowNanos = 50;

        send(order(Side.BUY, 91, 4));

        assertThat(events("CANCELLED")).hasSize(1);
        assertThat(lastAnswer()).startsWith("EXECUTED").contains("filled=0 open=4");
    }

    @Test
    void shouldBeRejectedWithNothingOpenWhenTheOrderHasExpired() {
        send(order(Side.BUY, 90, 7).timeInForce(TimeInForce.GTD).expireNanos(50));
        nowNanos = 50;

        send(next().kind(CommandKind.REDUCE).orderId(101).quantity(1));

        assertThat(lastAnswer()).startsWith("REJECTED UNKNOWN_ORDER").contains("filled=0 open=0 events=2..3");
    }

    @Test
    void shouldNotCountMakersWhenSelfTradePreventionCancelsThem() {
        send(order(Side.SELL, 100, 5));

        send(order(Side.BUY, 100, 3).selfTradePrevention(SelfTradePrevention.EXPIRE_MAKER));

        assertThat(lastAnswer()).contains("filled=0 open=3");
        send(order(Side.SELL, 100, 2).selfTradePrevention(SelfTradePrevention.DECREMENT));
        assertThat(lastAnswer()).contains("filled=0 open=0");
        send(next().kind(CommandKind.REDUCE).orderId(102).quantity(1));
        assertThat(events("REJECTED").get(0))
                .as("2 of 3 went by the decrement, 1 is left")
                .isEqualTo("none");
    }

    @Test
    void shouldLeaveFiguresAtZeroWhenTheCommandIsAboutNoOrder() {
        send(order(Side.BUY, 90, 7));
        send(order(Side.SELL, 95, 7));

        send(next().kind(CommandKind.MASS_CANCEL).orderId(101).scope(CancelScope.BUYS));
        assertThat(lastAnswer()).startsWith("EXECUTED").contains("filled=0 open=0 events=3..4");
        assertThat(events("MASS_CANCELLED").get(0)).contains("account=5", "quantity=1", "code=1");

        send(next().kind(CommandKind.MARKET_STATE).orderId(102).marketState(MarketState.AUCTION));
        send(order(Side.BUY, 95, 3));
        send(next().kind(CommandKind.MARKET_STATE).orderId(102).marketState(MarketState.OPEN));
        assertThat(events("TRADED")).hasSize(1);
        assertThat(lastAnswer()).contains("filled=0 open=0");
    }

    @Test
    void shouldTellTheRulesInAnEventWhenTheyAreSet() {
        send(next().kind(CommandKind.RULES).orderId(0).rules(new TradingRules(1, 2, 3, 4, 5)));

        assertThat(lastAnswer()).startsWith("EXECUTED").contains("filled=0 open=0 events=1..1");
        assertThat(events("RULES_CHANGED").get(0))
                .contains("price=1 quantity=2 remaining=3 makerRemaining=4", "maker=5");
    }

    @Test
    void shouldTellTheTypeOfAnOrderWhenItIsAccepted() {
        send(order(Side.BUY, 90, 7));
        send(order(Side.BUY, 90, 7).type(OrderType.STOP_LIMIT).stopPrice(95));

        assertThat(events("ACCEPTED").get(0)).contains("code=" + OrderType.LIMIT.ordinal());
        assertThat(events("ACCEPTED").get(1)).contains("code=" + OrderType.STOP_LIMIT.ordinal());
    }

    private OrderCommand order(Side side, long price, long quantity) {
        return next().side(side).price(price).quantity(quantity);
    }

    private OrderCommand next() {
        request++;
        return limit(request, request - 1, Side.BUY, 0, 0);
    }

    private void send(OrderCommand command) {
        assertThat(core.command(9, command, nowNanos)).isTrue();
    }

    private String lastAnswer() {
        return output.answers.get(output.answers.size() - 1);
    }

    private List<String> events(String kind) {
        List<String> found = output.events.stream()
                .filter(event -> event.startsWith(kind + " "))
                .toList();
        return found.isEmpty() ? List.of("none") : found;
    }
}
