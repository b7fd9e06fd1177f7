package io.gantry.tck.book;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.util.ArrayList;
import java.util.List;

/** Books that cannot be, of an instrument with tick size 5 and lot size 10. */
final class ImageFaults {

    /** A book, and why it cannot be. */
    record Fault(String what, BookFigures figures, List<BookOrder> orders) {}

    private static final long ARRIVALS = 20;
    private static final long LAST = 100;
    private static final long LATER = 1L << 60;

    private final List<Fault> faults = new ArrayList<>();

    private ImageFaults() {}

    static List<Fault> all() {
        ImageFaults faults = new ImageFaults();
        faults.figures();
        faults.anyOrder();
        faults.resting();
        faults.stops();
        faults.together();
        return faults.faults;
    }

    static BookFigures figures(MarketState state, int orders) {
        return new BookFigures(state, TradingRules.NONE, LAST, ARRIVALS, orders);
    }

    /** Orders that can be besides each other. */
    static List<BookOrder> rightOrders() {
        return List.of(
                ImageForge.plain(1, Side.BUY, 95, 10, 1),
                ImageForge.plain(2, Side.SELL, 105, 10, 2),
                iceberg(100, 20, 80, 3),
                stop(OrderType.STOP, 0, 105, 4),
                stop(OrderType.STOP_LIMIT, 110, 105, 5));
    }

    private void figures() {
        List<BookOrder> right = rightOrders();
        add("fewer orders than the figures tell", figures(MarketState.OPEN, right.size() + 1), right);
        add("more orders than the figures tell", figures(MarketState.OPEN, right.size() - 1), right);
        add("orders but none in the figures", figures(MarketState.OPEN, 0), right);
        add("an arrival that was not given yet", arrivals(4), right);
        add("no arrivals", arrivals(0), right);
        add("a last trade price off the tick", last(101), right);
    }

    private static BookFigures arrivals(long arrivals) {
        return new BookFigures(MarketState.OPEN, TradingRules.NONE, LAST, arrivals, 5);
    }

    private static BookFigures last(long last) {
        return new BookFigures(MarketState.OPEN, TradingRules.NONE, last, ARRIVALS, 5);
    }

    private void anyOrder() {
        for (long wrong : new long[] {0, -1, Long.MIN_VALUE}) {
            add("order id " + wrong, ImageForge.plain(wrong, Side.BUY, 95, 10, 9));
            add("account " + wrong, of(wrong, 95, 10, 9));
            add("quantity " + wrong, ImageForge.plain(9, Side.BUY, 95, wrong, 9));
            add("price " + wrong, ImageForge.plain(9, Side.BUY, wrong, 10, 9));
        }
        add("arrival 0", ImageForge.plain(9, Side.BUY, 95, 10, 0));
        add("an arrival above all", ImageForge.plain(9, Side.BUY, 95, 10, ARRIVALS + 1));
        add("the highest arrival", ImageForge.plain(9, Side.BUY, 95, 10, BookOrder.MAX_ARRIVAL));
        add("quantity off the lot", ImageForge.plain(9, Side.BUY, 95, 11, 9));
        add("price off the tick", ImageForge.plain(9, Side.BUY, 96, 10, 9));
        add("price times quantity too large", ImageForge.plain(9, Side.BUY, 95, Long.MAX_VALUE - 7, 9));
        add("DAY without an expiry", timed(TimeInForce.DAY, 0, 3));
        add("GTD without an expiry", timed(TimeInForce.GTD, 0, 3));
        add("GTC with an expiry", timed(TimeInForce.GTC, LATER, 0));
        add("GTD with an expiry below zero", timed(TimeInForce.GTD, -1, 0));
        add("a group below zero", special(OrderType.LIMIT, 95, -1, 0, 0, 0));
        add("marked as not plain but plain", special(OrderType.LIMIT, 95, 0, 0, 0, 0));
    }

    private void resting() {
        add("a resting market order", special(OrderType.MARKET, 95, 3, 0, 0, 0));
        add("a resting market order without a price", special(OrderType.MARKET, 0, 3, 0, 0, 0));
        add("a limit order with a stop price", special(OrderType.LIMIT, 95, 0, 105, 0, 0));
        add("hidden without a display quantity", special(OrderType.LIMIT, 95, 0, 0, 0, 10));
        add("a display quantity below zero", special(OrderType.LIMIT, 95, 0, 0, -10, 0));
        add("a display quantity off the lot", special(OrderType.LIMIT, 95, 0, 0, 15, 10));
        add("hidden below zero", special(OrderType.LIMIT, 95, 0, 0, 10, -10));
        add("hidden off the lot", special(OrderType.LIMIT, 95, 0, 0, 10, 15));
        add("all hidden", special(OrderType.LIMIT, 95, 0, 0, 10, 20));
        add("more hidden than there is", special(OrderType.LIMIT, 95, 0, 0, 10, 30));
        add("more visible than the display quantity", iceberg(40, 20, 10, 9));
        add("all visible though more than the display quantity", iceberg(40, 20, 0, 9));
        add("more than a thousand slices", iceberg(20_010, 20, 19_990, 9));
    }

    private void stops() {
        add("STOP with a limit", stop(OrderType.STOP, 110, 105, 9));
        add("STOP_LIMIT without a limit", stop(OrderType.STOP_LIMIT, 0, 105, 9));
        add("STOP_LIMIT with a limit off the tick", stop(OrderType.STOP_LIMIT, 111, 105, 9));
        add("STOP without a stop price", stop(OrderType.STOP, 0, 0, 9));
        add("STOP_LIMIT without a stop price", stop(OrderType.STOP_LIMIT, 110, 0, 9));
        add("a stop price below zero", stop(OrderType.STOP, 0, -5, 9));
        add("a stop price off the tick", stop(OrderType.STOP, 0, 106, 9));
        add("a stop price times quantity too large", stop(OrderType.STOP, 0, Long.MAX_VALUE - 2, 9));
        add("a stop that hides something", special(OrderType.STOP, 0, 0, 105, 10, 10));
        add("a stop with a display quantity", special(OrderType.STOP_LIMIT, 110, 0, 105, 10, 0));
        BookOrder postOnly = stop(OrderType.STOP_LIMIT, 110, 105, 9);
        long tag = BookOrder.tag(Side.BUY, true, TimeInForce.GTC, SelfTradePrevention.NONE, true, 9);
        add(
                "a stop that is post-only",
                new BookOrder().plain(9, 7, 110, 20, tag).details(postOnly.type(), 0, postOnly.stopPrice(), 0, 0, 0));
    }

    private void together() {
        add("two orders of one id", ImageForge.plain(1, Side.BUY, 90, 10, 9));
        add("an order and a stop of one id", withId(stop(OrderType.STOP, 0, 105, 9), 1));
        add("two stops of one id", withId(stop(OrderType.STOP, 0, 105, 9), 104));
        add("two orders of one arrival at one price", ImageForge.plain(9, Side.BUY, 95, 10, 1));
        add("two orders of one arrival at other prices", ImageForge.plain(9, Side.BUY, 90, 10, 1));
        add("two orders of one arrival on both sides", ImageForge.plain(9, Side.SELL, 110, 10, 1));
        add("an order and a stop of one arrival", withId(stop(OrderType.STOP, 0, 105, 1), 9));
        for (MarketState state : List.of(MarketState.OPEN, MarketState.POST_ONLY, MarketState.LIMIT_ONLY)) {
            add("sides that meet in " + state, state, ImageForge.plain(9, Side.BUY, 105, 10, 9));
            add("sides that cross in " + state, state, ImageForge.plain(9, Side.SELL, 90, 10, 9));
        }
    }

    private static BookOrder withId(BookOrder order, long orderId) {
        BookOrder same = new BookOrder().plain(orderId, 7, order.price(), order.remaining(), order.tag());
        return same.details(order.type(), 0, order.stopPrice(), 0, 0, 0);
    }

    private static BookOrder of(long account, long price, long remaining, long arrival) {
        BookOrder order = ImageForge.plain(9, Side.BUY, price, remaining, arrival);
        return new BookOrder().plain(9, account, price, remaining, order.tag());
    }

    private static BookOrder timed(TimeInForce timeInForce, long expiry, long group) {
        return ImageForge.special(
                9, Side.BUY, OrderType.LIMIT, timeInForce, new long[] {95, 20, 9}, new long[] {group, 0, 0, 0, expiry});
    }

    private static BookOrder special(OrderType type, long price, long group, long stop, long display, long hidden) {
        return ImageForge.special(9, Side.BUY, type, TimeInForce.GTC, new long[] {price, 20, 9}, new long[] {
            group, stop, display, hidden, 0
        });
    }

    private static BookOrder iceberg(long remaining, long display, long hidden, long arrival) {
        return ImageForge.special(
                100 + arrival,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.GTC,
                new long[] {90, remaining, arrival},
                new long[] {0, 0, display, hidden, 0});
    }

    private static BookOrder stop(OrderType type, long price, long stop, long arrival) {
        return ImageForge.special(
                100 + arrival, Side.BUY, type, TimeInForce.GTC, new long[] {price, 20, arrival}, new long[] {
                    0, stop, 0, 0, 0
                });
    }

    private void add(String what, BookOrder wrong) {
        add(what, MarketState.OPEN, wrong);
    }

    private void add(String what, MarketState state, BookOrder wrong) {
        List<BookOrder> orders = new ArrayList<>(rightOrders());
        orders.add(wrong);
        add(what, figures(state, orders.size()), orders);
    }

    private void add(String what, BookFigures figures, List<BookOrder> orders) {
        faults.add(new Fault(what, figures, orders));
    }
}
