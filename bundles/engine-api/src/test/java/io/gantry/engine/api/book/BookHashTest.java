package io.gantry.engine.api.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookHashTest {

    private static final long TAG =
            BookOrder.tag(Side.SELL, false, TimeInForce.GTC, SelfTradePrevention.NONE, false, 5);
    private static final long SPECIAL_TAG = TAG | 1L << 63;

    private static final long PLAIN = 0xa726ec7e1b0e73d4L;
    private static final long SPECIAL = 0x23fbb5e54b9aa961L;
    private static final long EMPTY = 0x51906df198efe431L;
    private static final long FULL = 0xd99485489a597cf6L;

    /** Journals and images hold hashes: they never change. */
    @Test
    void shouldBeTheSameForEver() {
        assertThat(BookHash.order(BookHash.key(1, 2, 3, TAG), 4)).isEqualTo(PLAIN);
        assertThat(BookHash.order(special())).isEqualTo(SPECIAL);
        assertThat(BookHash.figures(MarketState.OPEN, TradingRules.NONE, 0, 0, 0))
                .isEqualTo(EMPTY);
        assertThat(BookHash.figures(MarketState.AUCTION, new TradingRules(1, 2, 3, 4, 5), 6, 7, 8))
                .isEqualTo(FULL);
    }

    private static BookOrder special() {
        return new BookOrder().plain(1, 2, 3, 40, SPECIAL_TAG).details(OrderType.STOP_LIMIT, 5, 6, 7, 8, 9);
    }

    @Test
    void shouldBeTheSameOfAPlainOrderWhicheverWayItIsComputed() {
        BookOrder order = new BookOrder().plain(1, 2, 3, 4, TAG);

        assertThat(BookHash.order(order))
                .isEqualTo(BookHash.order(BookHash.key(1, 2, 3, TAG), 4))
                .isEqualTo(BookHash.order(BookHash.key(1, 2, 3, TAG), 4, 0));
        assertThat(BookHash.detailsKey(OrderType.LIMIT, 0, 0, 0, 0)).isZero();
    }

    @Test
    void shouldDifferWhenAnyFieldOfAnOrderDoes() {
        List<Long> hashes = new ArrayList<>();
        hashes.add(BookHash.order(special()));
        for (int field = 0; field < 11; field++) {
            for (long by : new long[] {1, 2, 1L << 20, 1L << 40}) {
                long[] f = {1, 2, 3, 40, SPECIAL_TAG, 3, 5, 6, 7, 8, 9};
                if (field == 5) {
                    f[5] = by % 2 == 0 && by < 4 ? 0 : 2;
                } else {
                    f[field] += by;
                }
                if (field == 5 && by > 2) {
                    continue;
                }
                BookOrder changed = new BookOrder()
                        .plain(f[0], f[1], f[2], f[3], f[4])
                        .details(OrderType.values()[(int) f[5]], f[6], f[7], f[8], f[9], f[10]);
                hashes.add(BookHash.order(changed));
            }
        }

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void shouldDifferWhenAnyFigureDoes() {
        List<Long> hashes = new ArrayList<>();
        TradingRules rules = new TradingRules(1, 2, 3, 4, 5);
        for (MarketState state : MarketState.values()) {
            hashes.add(BookHash.figures(state, rules, 6, 7, 8));
        }
        hashes.add(BookHash.figures(MarketState.OPEN, rules, 7, 7, 8));
        hashes.add(BookHash.figures(MarketState.OPEN, rules, 6, 8, 8));
        hashes.add(BookHash.figures(MarketState.OPEN, rules, 6, 7, 9));
        hashes.add(BookHash.figures(MarketState.OPEN, TradingRules.NONE, 6, 7, 8));
        hashes.add(BookHash.figures(MarketState.OPEN, new TradingRules(2, 2, 3, 4, 5), 6, 7, 8));
        hashes.add(BookHash.figures(MarketState.OPEN, new TradingRules(1, 3, 3, 4, 5), 6, 7, 8));
        hashes.add(BookHash.figures(MarketState.OPEN, new TradingRules(1, 2, 4, 4, 5), 6, 7, 8));
        hashes.add(BookHash.figures(MarketState.OPEN, new TradingRules(1, 2, 3, 5, 5), 6, 7, 8));
        hashes.add(BookHash.figures(MarketState.OPEN, new TradingRules(1, 2, 3, 4, 6), 6, 7, 8));

        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void shouldTakeRulesThatAreNoneAsNone() {
        assertThat(BookHash.figures(MarketState.OPEN, new TradingRules(0, 0, 0, 0, 0), 1, 2, 3))
                .isEqualTo(BookHash.figures(MarketState.OPEN, TradingRules.NONE, 1, 2, 3));
    }

    @Test
    void shouldNotCollideOverManyOrdersThatAreAlike() {
        Set<Long> hashes = new HashSet<>();
        int orders = 0;
        for (long id = 1; id <= 40; id++) {
            for (long price = 1; price <= 40; price++) {
                for (long remaining = 1; remaining <= 40; remaining++) {
                    hashes.add(BookHash.order(BookHash.key(id, 7, price, TAG), remaining));
                    orders++;
                }
            }
        }

        assertThat(hashes).hasSize(orders);
    }
}
