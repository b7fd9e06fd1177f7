package io.gantry.engine.api.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookOrderTest {

    @Test
    void shouldUnpackWhatATagPacks() {
        Set<Long> tags = new HashSet<>();
        for (Side side : Side.values()) {
            for (boolean postOnly : new boolean[] {false, true}) {
                for (TimeInForce time : List.of(TimeInForce.GTC, TimeInForce.DAY, TimeInForce.GTD)) {
                    for (SelfTradePrevention prevention : SelfTradePrevention.values()) {
                        for (boolean special : new boolean[] {false, true}) {
                            for (long arrival : new long[] {0, 1, 1L << 40, BookOrder.MAX_ARRIVAL}) {
                                long tag = BookOrder.tag(side, postOnly, time, prevention, special, arrival);
                                BookOrder order = new BookOrder().plain(1, 2, 3, 4, tag);

                                assertThat(tags.add(tag)).isTrue();
                                assertThat(BookOrder.isTag(tag)).isTrue();
                                assertThat(order.side()).isEqualTo(side);
                                assertThat(order.postOnly()).isEqualTo(postOnly);
                                assertThat(order.timeInForce()).isEqualTo(time);
                                assertThat(order.selfTradePrevention()).isEqualTo(prevention);
                                assertThat(order.isSpecial()).isEqualTo(special);
                                assertThat(order.arrival()).isEqualTo(arrival);
                            }
                        }
                    }
                }
            }
        }
    }

    /** Images of other versions and machines hold tags: their bits never change. */
    @Test
    void shouldPackTagsAsDocumented() {
        long tag = BookOrder.tag(Side.SELL, true, TimeInForce.GTD, SelfTradePrevention.DECREMENT, true, 0x123456);

        assertThat(tag).isEqualTo(0xcb00000000123456L);
        assertThat(BookOrder.flags(Side.SELL, false, TimeInForce.GTC, SelfTradePrevention.NONE, false))
                .isEqualTo(1L << 56);
        assertThat(BookOrder.flags(Side.BUY, true, TimeInForce.GTC, SelfTradePrevention.NONE, false))
                .isEqualTo(1L << 57);
        assertThat(BookOrder.flags(Side.BUY, false, TimeInForce.DAY, SelfTradePrevention.NONE, false))
                .isEqualTo(1L << 58);
        assertThat(BookOrder.flags(Side.BUY, false, TimeInForce.GTC, SelfTradePrevention.EXPIRE_TAKER, false))
                .isEqualTo(1L << 60);
        assertThat(BookOrder.flags(Side.BUY, false, TimeInForce.GTC, SelfTradePrevention.NONE, true))
                .isEqualTo(1L << 63);
    }

    @Test
    void shouldKnowThatATagWithUnknownValuesIsNone() {
        assertThat(BookOrder.isTag(3L << 58)).isFalse();
        assertThat(BookOrder.isTag(5L << 60)).isFalse();
        assertThat(BookOrder.isTag(7L << 60)).isFalse();
        assertThat(BookOrder.isTag(4L << 60)).isTrue();
    }

    @Test
    void shouldRefuseATimeInForceThatNeverRests() {
        for (TimeInForce time : List.of(TimeInForce.IOC, TimeInForce.FOK)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BookOrder.tag(Side.BUY, false, time, SelfTradePrevention.NONE, false, 1))
                    .withMessageContaining(time.name());
        }
    }

    @Test
    void shouldTellWhetherItHasDetails() {
        assertThat(details(OrderType.LIMIT, 0, 0, 0, 0, 0)).isFalse();
        assertThat(details(OrderType.STOP, 0, 0, 0, 0, 0)).isTrue();
        assertThat(details(OrderType.LIMIT, 1, 0, 0, 0, 0)).isTrue();
        assertThat(details(OrderType.LIMIT, 0, 1, 0, 0, 0)).isTrue();
        assertThat(details(OrderType.LIMIT, 0, 0, 1, 0, 0)).isTrue();
        assertThat(details(OrderType.LIMIT, 0, 0, 0, 1, 0)).isTrue();
        assertThat(details(OrderType.LIMIT, 0, 0, 0, 0, 1)).isTrue();
        assertThat(details(OrderType.LIMIT, 0, 0, 0, 0, Long.MIN_VALUE)).isTrue();
    }

    private static boolean details(OrderType type, long group, long stop, long display, long hidden, long expiry) {
        return new BookOrder()
                .plain(1, 2, 3, 4, 5)
                .details(type, group, stop, display, hidden, expiry)
                .hasDetails();
    }

    @Test
    void shouldCopyEveryField() {
        BookOrder order = new BookOrder().plain(1, 2, 3, 4, 5).details(OrderType.STOP_LIMIT, 6, 7, 8, 9, 10);

        BookOrder copy = new BookOrder().copyFrom(order);

        assertThat(copy).usingRecursiveComparison().isEqualTo(order);
        assertThat(copy.type()).isEqualTo(OrderType.STOP_LIMIT);
        assertThat(copy.expireNanos()).isEqualTo(10);
    }

    @Test
    void shouldForgetDetailsWhenItBecomesPlain() {
        BookOrder order = new BookOrder().plain(1, 2, 3, 4, 5).details(OrderType.STOP_LIMIT, 6, 7, 8, 9, 10);

        assertThat(order.plain(1, 2, 3, 4, 5).hasDetails()).isFalse();
    }
}
