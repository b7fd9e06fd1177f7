package io.gantry.orderbook.reference;

import static io.gantry.orderbook.reference.Player.buy;
import static io.gantry.orderbook.reference.Player.market;
import static io.gantry.orderbook.reference.Player.of;
import static io.gantry.orderbook.reference.Player.rules;
import static io.gantry.orderbook.reference.Player.sell;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand from docs/order-semantics.md, for the rules that are easiest to get wrong. */
final class ReferenceOrderBookTest {
    private final Player player = new Player();

    @Test
    void shouldSendAnIcebergToTheBackWhenItsVisiblePartIsUsedUp() {
        player.play(sell(1, 50, 100).displayQuantity(20));
        player.play(sell(2, 20, 100));

        assertThat(player.play(buy(3, 50, 100)))
                .containsExactly(
                        "accepted 3 3 BUY LIMIT 100 50",
                        "traded 3 1 1 BUY 100 20 30 30",
                        "traded 3 2 2 BUY 100 20 10 0",
                        "traded 3 1 1 BUY 100 10 0 20");
        assertThat(player.orders()).isEqualTo("1:10+10@100 |");
    }

    @Test
    void shouldCancelOrDecrementWhenOrdersOfOneGroupMeet() {
        player.play(sell(1, 50, 100).group(9));
        player.play(sell(2, 50, 100));
        OrderCommand taker = buy(3, 30, 100).group(9);

        assertThat(player.play(taker.selfTradePrevention(SelfTradePrevention.EXPIRE_TAKER)))
                .containsExactly("accepted 3 3 BUY LIMIT 100 30", "cancelled 3 3 BUY 100 30 SELF_TRADE");
        assertThat(player.play(taker.selfTradePrevention(SelfTradePrevention.DECREMENT)))
                .containsExactly(
                        "accepted 3 3 BUY LIMIT 100 30",
                        "reduced 1 1 SELL 100 30 20",
                        "cancelled 3 3 BUY 100 30 SELF_TRADE");
        assertThat(player.play(taker.selfTradePrevention(SelfTradePrevention.EXPIRE_MAKER)))
                .containsExactly(
                        "accepted 3 3 BUY LIMIT 100 30",
                        "cancelled 1 1 SELL 100 20 SELF_TRADE",
                        "traded 3 2 2 BUY 100 30 0 20");
        assertThat(player.book.figures().lastTradePrice()).isEqualTo(100);
    }

    @Test
    void shouldCountOnlyVisiblePartsWhenAnOwnOrderStandsInTheLevel() {
        player.play(sell(1, 50, 100).displayQuantity(20));
        player.play(sell(2, 10, 100).group(9));
        OrderCommand taker = buy(3, 30, 100)
                .group(9)
                .timeInForce(TimeInForce.FOK)
                .selfTradePrevention(SelfTradePrevention.EXPIRE_BOTH);

        assertThat(player.play(taker)).containsExactly("rejected 3 3 FOK_NOT_FILLABLE");
        assertThat(player.play(taker.quantity(20)))
                .containsExactly("accepted 3 3 BUY LIMIT 100 20", "traded 3 1 1 BUY 100 20 0 30");
    }

    @Test
    void shouldTriggerStopsOneByOneWhenTradesReachThem() {
        player.play(sell(1, 10, 100));
        player.play(sell(2, 10, 105));
        player.play(sell(3, 10, 120));
        player.play(buy(4, 10, 0).type(OrderType.STOP).stopPrice(105));
        player.play(buy(5, 30, 110).type(OrderType.STOP_LIMIT).stopPrice(100));

        assertThat(player.play(buy(6, 10, 100)))
                .containsExactly(
                        "accepted 6 6 BUY LIMIT 100 10",
                        "traded 6 1 1 BUY 100 10 0 0",
                        "triggered 5 5 BUY 110 30",
                        "traded 5 2 2 BUY 105 10 20 0",
                        "triggered 4 4 BUY 0 10",
                        "traded 4 3 3 BUY 120 10 0 0");
        assertThat(player.orders()).isEqualTo("5:20@110 |");
    }

    @Test
    void shouldTriggerByTheLastTradeWhenTheMarketOpens() {
        player.play(sell(1, 10, 100));
        player.play(buy(2, 10, 0).type(OrderType.STOP).stopPrice(100));
        player.play(market(MarketState.LIMIT_ONLY));
        player.play(buy(3, 10, 100));
        assertThat(player.orders()).isEqualTo("| 2:10@100");

        assertThat(player.play(market(MarketState.OPEN)))
                .containsExactly("marketState OPEN", "triggered 2 2 BUY 0 10", "cancelled 2 2 BUY 0 10 NOT_FILLED");
    }

    @Test
    void shouldUncrossAtThePriceOfTheLargestQuantityWhenTradingBegins() {
        player.play(market(MarketState.AUCTION));
        player.play(buy(1, 30, 110).displayQuantity(10));
        player.play(buy(2, 10, 110));
        player.play(sell(3, 20, 100));
        player.play(sell(4, 10, 105));
        player.play(sell(5, 50, 115));

        assertThat(player.play(market(MarketState.OPEN)))
                .containsExactly(
                        "marketState OPEN",
                        "traded 3 1 1 SELL 110 10 10 20",
                        "traded 3 2 2 SELL 110 10 0 0",
                        "traded 1 4 4 BUY 110 10 10 0");
        assertThat(player.orders()).isEqualTo("1:10@110 5:50@115 |");
    }

    @Test
    void shouldTakeTheNearestToTheLastTradeWhenSurplusesDiffer() {
        player.play(sell(1, 10, 105));
        player.play(buy(2, 10, 105));
        player.play(market(MarketState.PRE_OPEN));
        player.play(buy(3, 10, 120));
        player.play(sell(4, 10, 100));

        assertThat(player.play(market(MarketState.POST_ONLY)))
                .containsExactly("marketState POST_ONLY", "traded 4 3 3 SELL 100 10 0 0");
    }

    @Test
    void shouldExpireBeforeTheCommandWhenItIsRejected() {
        player.play(buy(1, 10, 100).timeInForce(TimeInForce.GTD).expireNanos(50));
        player.play(buy(2, 10, 105).timeInForce(TimeInForce.GTD).expireNanos(40));
        player.play(buy(3, 10, 95).timeInForce(TimeInForce.DAY));

        assertThat(player.play(of(CommandKind.CANCEL, 1), 50))
                .containsExactly(
                        "cancelled 2 2 BUY 105 10 EXPIRED",
                        "cancelled 1 1 BUY 100 10 EXPIRED",
                        "rejected 1 1 UNKNOWN_ORDER");
        assertThat(player.play(market(MarketState.CLOSED), 60))
                .containsExactly("marketState CLOSED", "cancelled 3 3 BUY 95 10 EXPIRED");
    }

    @Test
    void shouldTradeWithinTheProtectionWhenAMarketOrderComes() {
        player.play(rules(new TradingRules(0, 0, 1, 0, 0)));
        player.play(sell(1, 10, 100));
        player.play(sell(2, 10, 105));
        player.play(sell(3, 10, 110));

        assertThat(player.play(buy(4, 30, 0)))
                .containsExactly(
                        "accepted 4 4 BUY MARKET 0 30",
                        "traded 4 1 1 BUY 100 10 20 0",
                        "traded 4 2 2 BUY 105 10 10 0",
                        "cancelled 4 4 BUY 0 10 NOT_FILLED");
        assertThat(player.play(buy(5, 20, 0).timeInForce(TimeInForce.FOK)))
                .containsExactly("rejected 5 5 FOK_NOT_FILLABLE");
    }

    @Test
    void shouldKeepOrLosePriorityWhenAStopIsReplaced() {
        player.play(buy(1, 20, 0).type(OrderType.STOP).stopPrice(100));
        player.play(buy(2, 20, 0).type(OrderType.STOP).stopPrice(100));

        OrderCommand smaller = of(CommandKind.REPLACE, 1).quantity(10).stopPrice(100);
        assertThat(player.play(smaller)).containsExactly("replaced 1 1 BUY 0 10 true");
        assertThat(player.orders()).isEqualTo("| 1:10@100 2:20@100");
        assertThat(player.play(smaller.quantity(20))).containsExactly("replaced 1 1 BUY 0 20 false");
        assertThat(player.orders()).isEqualTo("| 2:20@100 1:20@100");
        assertThat(player.play(smaller.price(100))).containsExactly("rejected 1 1 INVALID_PRICE");
    }

    @Test
    void shouldCancelByArrivalWhenAllOrdersOfASideGo() {
        player.play(buy(1, 10, 100));
        player.play(sell(2, 10, 110));
        player.play(buy(3, 10, 0).type(OrderType.STOP).stopPrice(120));
        player.play(of(CommandKind.REPLACE, 1).quantity(10).price(105));

        assertThat(player.play(new OrderCommand().kind(CommandKind.MASS_CANCEL).scope(CancelScope.BUYS)))
                .containsExactly(
                        "cancelled 3 3 BUY 0 10 MASS_CANCELLED",
                        "cancelled 1 1 BUY 105 10 MASS_CANCELLED",
                        "massCancelled 0 BUYS 2");
        assertThat(player.orders()).isEqualTo("2:10@110 |");
    }
}
