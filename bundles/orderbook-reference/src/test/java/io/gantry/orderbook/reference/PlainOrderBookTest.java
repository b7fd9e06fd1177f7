package io.gantry.orderbook.reference;

import static io.gantry.orderbook.Script.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules one by one. Tick size 5, lot size 10, account 7; see {@link Script} for how to read a scenario. */
class PlainOrderBookTest {
    private static final Instrument ANY = new Instrument("ANY", 1, 0, 1, 1);

    @Test
    void shouldRestWhenNothingOnTheOtherSideIsReached() {
        play("""
                buy  1 10@100 -> accepted 1 buy 10@100
                sell 2 20@105 -> accepted 2 sell 20@105
                buy  3 30@95  -> accepted 3 buy 30@95
                sell 4 40@110 -> accepted 4 sell 40@110
                book          -> 1:10@100 3:30@95 2:20@105 4:40@110
                """);
    }

    @Test
    void shouldTradeBestPriceFirstThenOldestWhenSeveralOrdersAreReached() {
        OrderBook book = play("""
                sell 1 10@110          -> accepted 1 sell 10@110
                sell 2 10@105          -> accepted 2 sell 10@105
                sell 3 20@105 of 8     -> accepted 3 of 8 sell 20@105
                sell 4 10@115          -> accepted 4 sell 10@115
                buy  5 50@110          -> accepted 5 buy 50@110; traded 5 with 2 buy 10@105 left 40/0; traded 5 with 3 of 8 buy 20@105 left 20/0; traded 5 with 1 buy 10@110 left 10/0
                book                   -> 5:10@110 4:10@115
                sell 6 10@100          -> accepted 6 sell 10@100; traded 6 with 5 sell 10@110 left 0/0
                book                   -> 4:10@115
                """);

        assertThat(book.lastTradePrice()).isEqualTo(110);
        assertThat(book.arrivals()).isEqualTo(5);
    }

    @Test
    void shouldLeaveTheRestOfTheMakerInItsPlaceWhenTheTakerIsSmaller() {
        play("""
                buy  1 30@100 -> accepted 1 buy 30@100
                buy  2 10@100 -> accepted 2 buy 10@100
                sell 3 20@100 -> accepted 3 sell 20@100; traded 3 with 1 sell 20@100 left 0/10
                book          -> 1:10@100 2:10@100
                """);
    }

    @Test
    void shouldCancelWhatIsLeftWhenOrderIsImmediateOrCancel() {
        play("""
                sell 1 10@100      -> accepted 1 sell 10@100
                buy  2 30@100 IOC  -> accepted 2 buy 30@100; traded 2 with 1 buy 10@100 left 20/0; cancelled 2 buy 20@100 NOT_FILLED
                sell 3 10@100 IOC  -> accepted 3 sell 10@100; cancelled 3 sell 10@100 NOT_FILLED
                book               ->
                """);
    }

    @Test
    void shouldTradeAtAnyPriceAndNeverRestWhenOrderIsMarket() {
        play("""
                buy  1 10@100         -> accepted 1 buy 10@100
                buy  2 10@5           -> accepted 2 buy 10@5
                sell 3 30@market      -> accepted 3 sell 30@0; traded 3 with 1 sell 10@100 left 20/0; traded 3 with 2 sell 10@5 left 10/0; cancelled 3 sell 10@0 NOT_FILLED
                buy  4 10@market IOC  -> accepted 4 buy 10@0; cancelled 4 buy 10@0 NOT_FILLED
                sell 5 10@9223372036854775 -> accepted 5 sell 10@9223372036854775
                buy  6 10@market FOK  -> accepted 6 buy 10@0; traded 6 with 5 buy 10@9223372036854775 left 0/0
                """);
    }

    @Test
    void shouldTradeWholeOrNotAtAllWhenOrderIsFillOrKill() {
        play("""
                sell 1 10@100         -> accepted 1 sell 10@100
                sell 2 10@105         -> accepted 2 sell 10@105
                buy  3 20@100 FOK     -> rejected 3 FOK_NOT_FILLABLE
                buy  3 30@105 FOK     -> rejected 3 FOK_NOT_FILLABLE
                buy  3 30@market FOK  -> rejected 3 FOK_NOT_FILLABLE
                buy  3 20@105 FOK     -> accepted 3 buy 20@105; traded 3 with 1 buy 10@100 left 10/0; traded 3 with 2 buy 10@105 left 0/0
                sell 4 10@5 FOK       -> rejected 4 FOK_NOT_FILLABLE
                """);
    }

    @Test
    void shouldNotOverflowWhenOpenQuantitiesOfALevelExceedALong() {
        String max = Long.toString(Long.MAX_VALUE);
        play(new PlainOrderBook(ANY), """
                sell 1 MAX@1      -> accepted 1 sell MAX@1
                sell 2 MAX@1      -> accepted 2 sell MAX@1
                sell 3 MAX@1      -> accepted 3 sell MAX@1
                buy  4 MAX@1 FOK  -> accepted 4 buy MAX@1; traded 4 with 1 buy MAX@1 left 0/0
                buy  5 1@1        -> accepted 5 buy 1@1; traded 5 with 2 buy 1@1 left 0/9223372036854775806
                buy  6 MAX@1 FOK  -> accepted 6 buy MAX@1; traded 6 with 2 buy 9223372036854775806@1 left 1/0; traded 6 with 3 buy 1@1 left 0/9223372036854775806
                buy  7 MAX@1 FOK  -> rejected 7 FOK_NOT_FILLABLE
                """.replace("MAX", max));
    }

    @Test
    void shouldRejectPostOnlyWhenItWouldTrade() {
        play("""
                sell 1 10@105           -> accepted 1 sell 10@105
                buy  2 10@105 post-only -> rejected 2 POST_ONLY_WOULD_CROSS
                buy  2 10@110 post-only -> rejected 2 POST_ONLY_WOULD_CROSS
                buy  2 10@100 post-only -> accepted 2 buy 10@100
                sell 3 10@100 post-only -> rejected 3 POST_ONLY_WOULD_CROSS
                sell 3 10@100           -> accepted 3 sell 10@100; traded 3 with 2 sell 10@100 left 0/0
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10@100 IOC", "10@100 FOK", "10@market", "10@market IOC", "10@market FOK"})
    void shouldRejectPostOnlyWhenTheOrderCannotRest(String order) {
        play("sell 1 " + order + " post-only -> rejected 1 INVALID_COMBINATION");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -10, Long.MIN_VALUE})
    void shouldRejectWhenAnIdOrQuantityOrPriceIsNotAboveZero(long value) {
        play("""
                buy <v> 10@100        -> rejected <v> INVALID_ID
                buy 1 10@100 of <v>   -> rejected 1 of <v> INVALID_ID
                buy 1 <v>@100         -> rejected 1 INVALID_QUANTITY
                buy 1 <v>@market      -> rejected 1 INVALID_QUANTITY
                buy 1 10@<v>          -> rejected 1 INVALID_PRICE
                buy 1 10@100        -> accepted 1 buy 10@100
                reduce 1 <v>          -> rejected 1 INVALID_QUANTITY
                replace 1 <v>@100     -> rejected 1 INVALID_QUANTITY
                replace 1 10@<v>      -> rejected 1 INVALID_PRICE
                cancel <v>            -> rejected <v> UNKNOWN_ORDER
                book                -> 1:10@100
                """.replace("<v>", Long.toString(value)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 9, 11, Long.MAX_VALUE})
    void shouldRejectWhenQuantityIsOffLot(long quantity) {
        play("""
                buy 1 Q@100     -> rejected 1 OFF_LOT
                buy 1 Q@market  -> rejected 1 OFF_LOT
                buy 1 20@100    -> accepted 1 buy 20@100
                reduce 1 Q      -> rejected 1 OFF_LOT
                replace 1 Q@100 -> rejected 1 OFF_LOT
                """.replace("Q", Long.toString(quantity)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 101, Long.MAX_VALUE})
    void shouldRejectWhenPriceIsOffTick(long price) {
        play("""
                buy 1 10@P      -> rejected 1 OFF_TICK
                buy 1 10@100    -> accepted 1 buy 10@100
                replace 1 10@P  -> rejected 1 OFF_TICK
                """.replace("P", Long.toString(price)));
    }

    @ParameterizedTest
    @ValueSource(longs = {5, -5, 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void shouldRejectMarketOrderWhenItHasAPrice(long price) {
        play("buy 1 10@market:" + price + " -> rejected 1 INVALID_PRICE");
    }

    @Test
    void shouldRejectWhenPriceTimesQuantityDoesNotFitInALong() {
        play(new PlainOrderBook(ANY), """
                buy 1 MAX@1                   -> accepted 1 buy MAX@1
                buy 2 1@MAX                   -> accepted 2 buy 1@MAX
                buy 3 MAX@2                   -> rejected 3 NOTIONAL_OVERFLOW
                buy 3 2@MAX                   -> rejected 3 NOTIONAL_OVERFLOW
                buy 3 MAX@MAX                 -> rejected 3 NOTIONAL_OVERFLOW
                buy 3 4611686018427387904@2   -> rejected 3 NOTIONAL_OVERFLOW
                buy 3 4611686018427387903@2   -> accepted 3 buy 4611686018427387903@2
                replace 1 MAX@2               -> rejected 1 NOTIONAL_OVERFLOW
                """.replace("MAX", Long.toString(Long.MAX_VALUE)));
    }

    @Test
    void shouldRejectWhenAnOrderWithThisIdRests() {
        play("""
                buy  1 10@100        -> accepted 1 buy 10@100
                buy  1 10@95         -> rejected 1 DUPLICATE_ORDER_ID
                sell 1 10@100 of 8   -> rejected 1 of 8 DUPLICATE_ORDER_ID
                cancel 1             -> cancelled 1 buy 10@100 REQUESTED
                buy  1 10@95         -> accepted 1 buy 10@95
                """);
    }

    @Test
    void shouldAnswerWithTheFirstFailingCheckWhenSeveralFail() {
        play("""
                sell 9 10@100                    -> accepted 9 sell 10@100
                buy  9 10@90                     -> rejected 9 DUPLICATE_ORDER_ID
                buy  0 0@-1 FOK post-only        -> rejected 0 INVALID_ID
                buy  9 0@-1 FOK post-only        -> rejected 9 INVALID_QUANTITY
                buy  9 11@-1 FOK post-only       -> rejected 9 OFF_LOT
                buy  9 10@-1 FOK post-only       -> rejected 9 INVALID_PRICE
                buy  9 9223372036854775800@101 FOK post-only -> rejected 9 OFF_TICK
                buy  9 9223372036854775800@100 FOK post-only -> rejected 9 NOTIONAL_OVERFLOW
                buy  9 20@100 FOK post-only      -> rejected 9 INVALID_COMBINATION
                buy  9 20@100 post-only          -> rejected 9 DUPLICATE_ORDER_ID
                buy  9 20@100 FOK                -> rejected 9 DUPLICATE_ORDER_ID
                reduce 8 0                       -> rejected 8 INVALID_QUANTITY
                replace 8 10@101                 -> rejected 8 OFF_TICK
                halt                             -> market HALTED
                buy  0 0@-1 FOK post-only        -> rejected 0 MARKET_HALTED
                replace 8 10@101                 -> rejected 8 MARKET_HALTED
                """);
    }

    @Test
    void shouldTakeNoOrdersButLetPeopleOutWhenHalted() {
        OrderBook book = play("""
                buy 1 30@100     -> accepted 1 buy 30@100
                buy 2 10@100     -> accepted 2 buy 10@100
                halt             -> market HALTED
                halt             -> market HALTED
                sell 3 10@100    -> rejected 3 MARKET_HALTED
                sell 3 10@market -> rejected 3 MARKET_HALTED
                replace 1 10@100 -> rejected 1 MARKET_HALTED
                reduce 1 10      -> reduced 1 buy 10@100 left 20
                cancel 2         -> cancelled 2 buy 10@100 REQUESTED
                """);
        assertThat(book.marketState()).isEqualTo(MarketState.HALTED);

        play(book, """
                open             -> market OPEN
                open             -> market OPEN
                sell 3 10@100    -> accepted 3 sell 10@100; traded 3 with 1 sell 10@100 left 0/10
                """);
        assertThat(book.marketState()).isEqualTo(MarketState.OPEN);
    }

    @Test
    void shouldCancelOnlyTheOwnersRestingOrder() {
        play("""
                cancel 1      -> rejected 1 UNKNOWN_ORDER
                buy 1 10@100  -> accepted 1 buy 10@100
                cancel 1 of 8 -> rejected 1 of 8 WRONG_ACCOUNT
                cancel 1      -> cancelled 1 buy 10@100 REQUESTED
                cancel 1      -> rejected 1 UNKNOWN_ORDER
                """);
    }

    @Test
    void shouldKeepPriorityWhenReduced() {
        play("""
                reduce 1 10      -> rejected 1 UNKNOWN_ORDER
                sell 1 50@100    -> accepted 1 sell 50@100
                sell 2 10@100    -> accepted 2 sell 10@100
                reduce 1 10 of 8 -> rejected 1 of 8 WRONG_ACCOUNT
                reduce 1 30      -> reduced 1 sell 30@100 left 20
                book             -> 1:20@100 2:10@100
                reduce 1 20      -> cancelled 1 sell 20@100 REDUCED_TO_ZERO
                reduce 2 9223372036854775800 -> cancelled 2 sell 10@100 REDUCED_TO_ZERO
                book             ->
                """);
    }

    @Test
    void shouldKeepPriorityWhenReplacedAtTheSamePriceByNoMore() {
        OrderBook book = play("""
                replace 1 10@100       -> rejected 1 UNKNOWN_ORDER
                buy 1 30@100           -> accepted 1 buy 30@100
                buy 2 10@100           -> accepted 2 buy 10@100
                replace 1 10@100 of 8  -> rejected 1 of 8 WRONG_ACCOUNT
                replace 1 20@100       -> replaced 1 buy 20@100 in place
                replace 1 20@100       -> replaced 1 buy 20@100 in place
                book                   -> 1:20@100 2:10@100
                """);

        assertThat(book.arrivals()).isEqualTo(2);
    }

    @Test
    void shouldJoinTheEndOfTheQueueWhenReplacedByMoreOrAtAnotherPrice() {
        OrderBook book = play("""
                buy 1 10@100     -> accepted 1 buy 10@100
                buy 2 10@100     -> accepted 2 buy 10@100
                buy 3 10@95      -> accepted 3 buy 10@95
                replace 1 20@100 -> replaced 1 buy 20@100 anew
                book             -> 2:10@100 1:20@100 3:10@95
                replace 2 10@95  -> replaced 2 buy 10@95 anew
                book             -> 1:20@100 3:10@95 2:10@95
                """);

        assertThat(book.arrivals()).isEqualTo(5);
    }

    @Test
    void shouldTradeAsATakerWhenReplacedIntoTheOtherSide() {
        OrderBook book = play("""
                sell 1 10@105    -> accepted 1 sell 10@105
                sell 2 10@110    -> accepted 2 sell 10@110
                buy  3 10@100    -> accepted 3 buy 10@100
                replace 3 30@105 -> replaced 3 buy 30@105 anew; traded 3 with 1 buy 10@105 left 20/0
                book             -> 3:20@105 2:10@110
                replace 3 10@110 -> replaced 3 buy 10@110 anew; traded 3 with 2 buy 10@110 left 0/0
                book             ->
                cancel 3         -> rejected 3 UNKNOWN_ORDER
                """);

        assertThat(book.arrivals()).isEqualTo(4);
    }

    @Test
    void shouldStayAsItWasWhenAPostOnlyOrderIsReplacedIntoTheOtherSide() {
        play("""
                sell 1 10@105           -> accepted 1 sell 10@105
                buy  2 20@100 post-only -> accepted 2 buy 20@100
                buy  3 10@100           -> accepted 3 buy 10@100
                replace 2 20@105        -> rejected 2 POST_ONLY_WOULD_CROSS
                book                    -> 2:20@100 3:10@100 1:10@105
                replace 2 10@100        -> replaced 2 buy 10@100 in place
                replace 2 20@95         -> replaced 2 buy 20@95 anew
                replace 2 20@110        -> rejected 2 POST_ONLY_WOULD_CROSS
                book                    -> 3:10@100 2:20@95 1:10@105
                """);
    }

    @Test
    void shouldLetOrdersOfOneAccountTradeWithEachOther() {
        play("""
                sell 1 10@100 of 8 -> accepted 1 of 8 sell 10@100
                buy  2 10@100 of 8 -> accepted 2 of 8 buy 10@100; traded 2 with 1 of 8 buy 10@100 left 0/0
                """);
    }

    @Test
    void shouldHashAsTheContractSays() {
        OrderBook book = play("""
                sell 1 10@105           -> accepted 1 sell 10@105
                buy  2 20@100 post-only -> accepted 2 buy 20@100
                buy  3 10@105           -> accepted 3 buy 10@105; traded 3 with 1 buy 10@105 left 0/0
                """);

        assertThat(book.stateHash())
                .isEqualTo(BookHash.order(2, Script.ACCOUNT, Side.BUY, 100, 20, 2, true)
                        + BookHash.book(MarketState.OPEN, 105, 2, 1));
        assertThat(book.size()).isEqualTo(1);
    }

    @Test
    void shouldCancelFromTheMiddleWithoutASearchWhenALevelIsDeep() {
        OrderBook book = new PlainOrderBook(ANY);
        EventLog events = new EventLog();
        int depth = 100_000;

        assertTimeout(Duration.ofSeconds(10), () -> {
            for (int id = 1; id <= depth; id++) {
                book.apply(new OrderCommand().orderId(id).account(1).price(100).quantity(1), events);
            }
            for (int id = depth; id >= 1; id--) {
                book.apply(
                        new OrderCommand().kind(CommandKind.CANCEL).orderId(id).account(1), events);
            }
        });

        assertThat(book.size()).isZero();
        book.validate();
    }

    @Test
    void shouldRefuseToRestoreWhenAnOrderCannotRest() {
        OrderBook book = new PlainOrderBook(new Instrument("TEST", 1, 2, 5, 10));
        book.restoreOrder(1, 7, Side.BUY, 100, 10, 5, false);

        assertRefused(book, "another order has this id", 1, 7, Side.BUY, 95, 10, 6);
        assertRefused(book, "it would trade with the other side", 2, 7, Side.SELL, 100, 10, 6);
        assertRefused(book, "it arrived before an order that is ahead of it", 2, 7, Side.BUY, 100, 10, 5);
        assertRefused(book, "order id or account", 0, 7, Side.BUY, 100, 10, 6);
        assertRefused(book, "order id or account", 2, -1, Side.BUY, 100, 10, 6);
        assertRefused(book, "its arrival is not above zero", 2, 7, Side.BUY, 100, 10, 0);
        assertRefused(book, "INVALID_QUANTITY", 2, 7, Side.BUY, 100, 0, 6);
        assertRefused(book, "OFF_LOT", 2, 7, Side.BUY, 100, 11, 6);
        assertRefused(book, "INVALID_PRICE", 2, 7, Side.BUY, 0, 10, 6);
        assertRefused(book, "OFF_TICK", 2, 7, Side.BUY, 101, 10, 6);
        assertRefused(book, "NOTIONAL_OVERFLOW", 2, 7, Side.BUY, 100, Long.MAX_VALUE - 7, 6);
        assertThat(Script.orders(book)).isEqualTo("1:10@100");
    }

    private static void assertRefused(
            OrderBook book, String why, long id, long account, Side side, long price, long remaining, long arrival) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.restoreOrder(id, account, side, price, remaining, arrival, false))
                .withMessageContaining("book of TEST")
                .withMessageContaining(why);
    }

    @Test
    void shouldRefuseToRestoreWhenACommandWasApplied() {
        OrderBook book = play("cancel 1 -> rejected 1 UNKNOWN_ORDER");

        assertThatIllegalStateException().isThrownBy(() -> book.restore(MarketState.OPEN, 0, 0));
        assertThatIllegalStateException().isThrownBy(() -> book.restoreOrder(1, 7, Side.BUY, 100, 10, 1, false));
    }

    @Test
    void shouldRefuseToRestoreWhenAFigureIsBelowZero() {
        OrderBook book = new PlainOrderBook(ANY);

        assertThatIllegalArgumentException().isThrownBy(() -> book.restore(MarketState.OPEN, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> book.restore(MarketState.OPEN, 0, -1));
    }

    @Test
    void shouldFailValidationWhenRestoredOrdersDoNotFitTheArrivals() {
        OrderBook late = new PlainOrderBook(ANY);
        late.restoreOrder(1, 7, Side.BUY, 100, 10, 5, false);
        late.restore(MarketState.OPEN, 0, 4);
        OrderBook twice = new PlainOrderBook(ANY);
        twice.restore(MarketState.OPEN, 0, 9);
        twice.restoreOrder(1, 7, Side.BUY, 100, 10, 5, false);
        twice.restoreOrder(2, 7, Side.BUY, 99, 10, 5, false);

        assertThatIllegalStateException().isThrownBy(late::validate).withMessageContaining("after arrival 4");
        assertThatIllegalStateException().isThrownBy(twice::validate).withMessageContaining("arrival of another");
    }

    @Test
    void shouldHaveANameWhenAskedAsAService() {
        assertThat(new PlainOrderBookFactory().name()).isEqualTo("plain");
    }
}
