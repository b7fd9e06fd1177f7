package io.gantry.orderbook.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookImageReader;
import io.gantry.engine.api.book.BookLoader;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReferenceBookLoaderTest {
    private static final ReferenceOrderBookFactory FACTORY = new ReferenceOrderBookFactory();

    @Test
    void shouldGoOnAsTheFirstBookWhenLoadedFromItsImage() {
        Player first = new Player();
        first.play(Player.rules(new TradingRules(5, 1_000, 3, 7, 1)));
        first.play(Player.sell(1, 50, 100).displayQuantity(20));
        first.play(Player.sell(2, 10, 100).timeInForce(TimeInForce.DAY).group(4));
        first.play(Player.buy(3, 30, 100));
        first.play(Player.buy(4, 10, 95).postOnly(true));
        first.play(Player.sell(5, 10, 0).type(OrderType.STOP).stopPrice(95));
        List<byte[]> chunks = new ArrayList<>();
        assertThat(first.book.snapshot(chunks::add)).isSameAs(BookSnapshot.COMPLETE);

        BookImageReader reader = new BookImageReader(FACTORY, Player.INSTRUMENT);
        chunks.forEach(reader::chunk);
        Player second = new Player(reader.finish());

        assertThat(reader.writtenBy()).isEqualTo("reference 1");
        second.book.validate();
        assertThat(second.orders()).isEqualTo(first.orders()).isEqualTo("4:10@95 1:20+10@100 | 5:10@95");
        assertThat(second.book.stateHash()).isEqualTo(first.book.stateHash());
        assertThat(second.play(Player.sell(6, 10, 95))).isEqualTo(first.play(Player.sell(6, 10, 95)));
        assertThat(second.book.stateHash()).isEqualTo(first.book.stateHash());
    }

    @Test
    void shouldQueueByArrivalWhenOrdersComeInAnyOrder() {
        OrderBook book = load(MarketState.OPEN, 9, plain(1, Side.BUY, 100, 9), plain(2, Side.BUY, 100, 3));

        assertThat(new Player(book).orders()).isEqualTo("2:10@100 1:10@100 |");
        assertThat(book.figures().arrivals()).isEqualTo(9);
    }

    @Test
    void shouldLoadACrossedBookOnlyWhenTheMarketDoesNotTrade() {
        BookOrder bid = plain(1, Side.BUY, 100, 1);
        BookOrder ask = plain(2, Side.SELL, 100, 2);

        load(MarketState.HALTED, 2, bid, ask).validate();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(MarketState.LIMIT_ONLY, 2, bid, ask))
                .withMessageContaining("cross");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void shouldNameTheOrderWhenItCannotBeOpen(String fault, BookOrder order) {
        assertThatIllegalArgumentException()
                .as(fault)
                .isThrownBy(() -> load(MarketState.OPEN, 5, plain(1, Side.BUY, 95, 1), order))
                .withMessageContaining("order " + order.orderId())
                .withMessageContaining("TEST");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("no id", plain(0, Side.BUY, 100, 2)),
                Arguments.of("id of another", plain(1, Side.BUY, 100, 2)),
                Arguments.of("arrival of another", plain(2, Side.BUY, 100, 1)),
                Arguments.of("no arrival", plain(2, Side.BUY, 100, 0)),
                Arguments.of("arrival not given yet", plain(2, Side.BUY, 100, 6)),
                Arguments.of("off the tick", plain(2, Side.BUY, 101, 2)),
                Arguments.of("no price", plain(2, Side.BUY, 0, 2)),
                Arguments.of("no account", plain(2, 0, 100, 10, false)),
                Arguments.of("no quantity", plain(2, 2, 100, 0, false)),
                Arguments.of("off the lot", plain(2, 2, 100, 11, false)),
                Arguments.of("notional", plain(2, 2, 100, Long.MAX_VALUE / 10 * 10, false)),
                Arguments.of("special without details", plain(2, 2, 100, 10, true)),
                Arguments.of(
                        "details without special bit",
                        plain(2, 2, 100, 10, false).details(OrderType.LIMIT, 3, 0, 0, 0, 0)),
                Arguments.of("market order", special(OrderType.MARKET, 0, 0, 0, 0, 0)),
                Arguments.of("group", special(OrderType.LIMIT, -1, 0, 0, 0, 0)),
                Arguments.of("resting with stop price", special(OrderType.LIMIT, 0, 100, 0, 0, 0)),
                Arguments.of("stop with price", special(OrderType.STOP, 0, 100, 0, 0, 0)),
                Arguments.of("stop limit without stop price", special(OrderType.STOP_LIMIT, 0, 0, 0, 0, 0)),
                Arguments.of("stop off the tick", special(OrderType.STOP_LIMIT, 0, 101, 0, 0, 0)),
                Arguments.of("iceberg that waits", special(OrderType.STOP_LIMIT, 0, 100, 10, 0, 0)),
                Arguments.of("hidden without display", special(OrderType.LIMIT, 0, 0, 0, 10, 0)),
                Arguments.of("all hidden", special(OrderType.LIMIT, 0, 0, 10, 30, 0)),
                Arguments.of("hidden below zero", special(OrderType.LIMIT, 0, 0, 50, -10, 0)),
                Arguments.of("more visible than displayed", special(OrderType.LIMIT, 0, 0, 10, 10, 0)),
                Arguments.of("display off the lot", special(OrderType.LIMIT, 0, 0, 15, 20, 0)),
                Arguments.of("GTC that expires", special(OrderType.LIMIT, 0, 0, 0, 0, 7)),
                Arguments.of(
                        "GTD that does not",
                        special(TimeInForce.GTD, false, 30).details(OrderType.LIMIT, 3, 0, 0, 0, 0)),
                Arguments.of(
                        "post-only stop",
                        special(TimeInForce.GTC, true, 30).details(OrderType.STOP_LIMIT, 0, 100, 0, 0, 0)),
                Arguments.of(
                        "too thin",
                        special(TimeInForce.GTC, false, 10_010).details(OrderType.LIMIT, 0, 0, 10, 10_000, 0)));
    }

    @Test
    void shouldRefuseWhenFiguresCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FACTORY.load(
                        Player.INSTRUMENT, new BookFigures(MarketState.OPEN, TradingRules.NONE, 101, 1, 0)))
                .withMessageContaining("last trade price 101");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FACTORY.load(Player.INSTRUMENT, new BookFigures(MarketState.OPEN, TradingRules.NONE, 0, 1, 2)))
                .withMessageContaining("2 orders");
        BookLoader loader =
                FACTORY.load(Player.INSTRUMENT, new BookFigures(MarketState.OPEN, TradingRules.NONE, 0, 2, 2));
        loader.order(plain(1, Side.BUY, 100, 1));
        assertThatIllegalArgumentException().isThrownBy(loader::finish).withMessageContaining("1 orders came, 2");
    }

    private static OrderBook load(MarketState state, long arrivals, BookOrder... orders) {
        BookLoader loader =
                FACTORY.load(Player.INSTRUMENT, new BookFigures(state, TradingRules.NONE, 0, arrivals, orders.length));
        Stream.of(orders).forEach(loader::order);
        return loader.finish();
    }

    private static BookOrder plain(long orderId, Side side, long price, long arrival) {
        long tag = BookOrder.tag(side, false, TimeInForce.GTC, SelfTradePrevention.NONE, false, arrival);
        return new BookOrder().plain(orderId, 7, price, 10, tag);
    }

    private static BookOrder plain(long orderId, long account, long price, long remaining, boolean special) {
        long tag = BookOrder.tag(Side.BUY, false, TimeInForce.GTC, SelfTradePrevention.NONE, special, 2);
        return new BookOrder().plain(orderId, account, price, remaining, tag);
    }

    private static BookOrder special(TimeInForce timeInForce, boolean postOnly, long remaining) {
        long tag = BookOrder.tag(Side.BUY, postOnly, timeInForce, SelfTradePrevention.NONE, true, 2);
        return new BookOrder().plain(2, 7, 100, remaining, tag);
    }

    private static BookOrder special(
            OrderType type, long group, long stopPrice, long display, long hidden, long expireNanos) {
        return special(TimeInForce.GTC, false, 30).details(type, group, stopPrice, display, hidden, expireNanos);
    }
}
