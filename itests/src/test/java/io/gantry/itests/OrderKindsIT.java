package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.engine.api.partition.BookView;
import io.gantry.protocol.EventKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Orders of every kind through real workers: what waits, hides and expires goes along when the symbol moves, to a worker with
 * another book, and is there after that one was killed.
 */
final class OrderKindsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WORKERS = 3;
    private static final int SOURCE = 1;
    private static final int TARGET = 3;
    private static final int MASS = 3_000;

    /** Account whose orders are cancelled all at once. */
    private static final long MASS_ACCOUNT = 70;

    @RegisterExtension
    final Workers workers = new Workers();

    private long lastOrder;

    @Test
    void shouldHaveTheSameStateWhenMovedToAnotherBookAndReadFromItsJournal() throws Exception {
        workers.start(WORKERS, Map.of("w1", "reference")).list("KINDS", SOURCE);
        try (Trading trading = new Trading("KINDS", 41, 401, workers.ports())) {
            setRules(trading);
            tradeEveryKind(trading);
            holdAnAuction(trading);
            cancelMany(trading);
            expire(trading);
            leaveSomeOpen(trading);
            trading.awaitOutcomes();
            BookView before = workers.book("KINDS");

            JsonNode move = workers.migrate("w1", "KINDS", TARGET);
            BookView moved = workers.book("KINDS");
            workers.awaitKeepers().kill("w2");
            workers.start("w2");
            BookView restarted = workers.book("KINDS");

            assertThat(move.path("outcome").asText()).as("%s", move).isEqualTo("COMMITTED");
            assertThat(List.of(before.book(), moved.book())).containsExactly("reference 1", "flat 1");
            assertThat(moved.stateHash()).isEqualTo(before.stateHash());
            assertThat(moved.stops()).isEqualTo(before.stops()).isEqualTo(2);
            assertThat(moved.bids()).isEqualTo(before.bids());
            assertThat(moved.asks()).isEqualTo(before.asks());
            assertThat(restarted).isEqualTo(moved);
            long triggeredBefore = trading.told(EventKind.TRIGGERED, OptionalInt.empty());
            triggerWhatWaited(trading);
            trading.awaitOutcomes();
            BookView last = workers.book("KINDS");
            trading.check(last);
            assertThat(last.stops()).isEqualTo(1);
            assertThat(trading.told(EventKind.TRIGGERED, OptionalInt.empty())).isEqualTo(triggeredBefore + 1);
        }
    }

    private void setRules(Trading trading) {
        long halfADay = TradingRules.DAY_NANOS / 2;
        long dayEnd = Math.floorMod(nowNanos() + halfADay, TradingRules.DAY_NANOS);
        trading.send(new OrderCommand()
                .kind(CommandKind.RULES)
                .rules(new TradingRules(5_000, 20_000, 1_000, 2 * MASS, dayEnd)));
    }

    private void tradeEveryKind(Trading trading) {
        trading.send(order(1, Side.SELL, 10_010, 100).displayQuantity(10));
        trading.send(order(2, Side.BUY, 10_010, 35));
        trading.send(order(1, Side.SELL, 10_020, 5));
        trading.send(order(1, Side.SELL, 10_025, 10));
        trading.send(order(3, Side.BUY, 0, 5).type(OrderType.STOP).stopPrice(10_020));
        trading.send(order(2, Side.BUY, 10_020, 70).minQuantity(20));
        trading.send(order(9, Side.SELL, 10_030, 8));
        trading.send(order(9, Side.BUY, 10_030, 9).selfTradePrevention(SelfTradePrevention.DECREMENT));
        trading.send(order(2, Side.BUY, 0, 3).type(OrderType.MARKET));
        trading.send(order(2, Side.BUY, 9_990, 7).timeInForce(TimeInForce.DAY));
        trading.send(order(2, Side.BUY, 25_000, 7));
        trading.awaitOutcomes();

        trading.awaitEvents(workers.book("KINDS"));
        assertThat(trading.told(EventKind.TRIGGERED, OptionalInt.empty())).isEqualTo(1);
        assertThat(trading.told(EventKind.CANCELLED, OptionalInt.of(CancelReason.SELF_TRADE.ordinal())))
                .isPositive();
        assertThat(trading.told(EventKind.REJECTED, OptionalInt.empty()))
                .as("outside the band")
                .isEqualTo(1);
        assertThat(trading.told(EventKind.RULES_CHANGED, OptionalInt.empty())).isEqualTo(1);
    }

    private void holdAnAuction(Trading trading) {
        trading.send(state(MarketState.AUCTION));
        trading.awaitOutcomes();
        trading.awaitEvents(workers.book("KINDS"));
        long tradesBefore = trading.told(EventKind.TRADED, OptionalInt.empty());
        for (int i = 0; i < 20; i++) {
            trading.send(order(10 + i, i % 2 == 0 ? Side.BUY : Side.SELL, 10_020 + (i % 2 == 0 ? i : -i), 10));
        }
        trading.send(state(MarketState.OPEN));
        trading.awaitOutcomes();

        trading.awaitEvents(workers.book("KINDS"));
        assertThat(trading.told(EventKind.TRADED, OptionalInt.empty())).isGreaterThan(tradesBefore);
    }

    private void cancelMany(Trading trading) {
        for (int i = 0; i < MASS; i++) {
            trading.send(order(MASS_ACCOUNT, Side.BUY, 6_000 + i % 100, 1));
        }
        trading.send(new OrderCommand()
                .kind(CommandKind.MASS_CANCEL)
                .account(MASS_ACCOUNT)
                .scope(CancelScope.BUYS));
        trading.awaitOutcomes();

        trading.awaitEvents(workers.book("KINDS"));
        assertThat(trading.told(EventKind.CANCELLED, OptionalInt.of(CancelReason.MASS_CANCELLED.ordinal())))
                .isEqualTo(MASS);
    }

    private void expire(Trading trading) {
        long soon = nowNanos() + TimeUnit.SECONDS.toNanos(2);
        trading.send(order(4, Side.BUY, 9_000, 5).timeInForce(TimeInForce.GTD).expireNanos(soon));
        await("an order that expires by the time of a later command")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    trading.send(order(4, Side.BUY, 8_000, 1).timeInForce(TimeInForce.IOC));
                    return trading.told(EventKind.CANCELLED, OptionalInt.of(CancelReason.EXPIRED.ordinal())) == 1;
                });
    }

    /** All of it must go along: hidden quantity, stops, expiries, groups. */
    private void leaveSomeOpen(Trading trading) {
        long later = nowNanos() + TimeUnit.HOURS.toNanos(1);
        trading.send(order(5, Side.SELL, 12_000, 90).displayQuantity(20).group(4));
        trading.send(order(6, Side.BUY, 12_000, 15));
        trading.send(order(5, Side.BUY, 7_000, 9).timeInForce(TimeInForce.GTD).expireNanos(later));
        trading.send(order(5, Side.BUY, 7_000, 9)
                .timeInForce(TimeInForce.DAY)
                .selfTradePrevention(SelfTradePrevention.EXPIRE_TAKER));
        trading.send(order(5, Side.SELL, 0, 4).type(OrderType.STOP).stopPrice(6_500));
        trading.send(order(6, Side.BUY, 13_100, 4)
                .type(OrderType.STOP_LIMIT)
                .stopPrice(13_000)
                .timeInForce(TimeInForce.DAY));
    }

    private void triggerWhatWaited(Trading trading) {
        trading.send(order(1, Side.SELL, 13_000, 5));
        trading.send(order(2, Side.BUY, 13_000, 1_000));
    }

    private OrderCommand order(long account, Side side, long price, long quantity) {
        return new OrderCommand()
                .orderId(++lastOrder)
                .account(account)
                .side(side)
                .price(price)
                .quantity(quantity);
    }

    private static OrderCommand state(MarketState state) {
        return new OrderCommand().kind(CommandKind.MARKET_STATE).marketState(state);
    }

    private static long nowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }
}
