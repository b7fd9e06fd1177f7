package io.gantry.tck.book;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.util.Random;

/** Random orders that a book should take, most of the time. */
final class RandomOrders {

    private final Random random;
    private final Mix mix;
    private long lastId;

    RandomOrders(Random random, Mix mix) {
        this.random = random;
        this.mix = mix;
    }

    OrderCommand next(long timeNanos) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        OrderCommand order = new OrderCommand()
                .symbolId(1)
                .orderId(id())
                .account(1 + random.nextInt(mix.accounts))
                .side(side)
                .quantity(quantity());
        type(order);
        time(order, timeNanos);
        if (chance(mix.icebergPercent)) {
            order.displayQuantity(part(order.quantity()));
        }
        order.postOnly(chance(mix.postOnlyPercent));
        if (chance(mix.minQuantityPercent)) {
            order.minQuantity(part(order.quantity()));
        }
        if (chance(mix.preventionPercent)) {
            order.selfTradePrevention(RandomCommands.anyPrevention(random));
        }
        if (chance(mix.groupPercent)) {
            order.group(1 + random.nextInt(mix.groups));
        }
        if (chance(90)) {
            avoidCombinations(order);
        }
        return order;
    }

    private long id() {
        lastId++;
        return switch (mix.ids) {
            case SEQUENTIAL -> lastId;
            case REUSED -> 1 + random.nextInt(25);
            case RANDOM ->
                chance(5) ? Long.MAX_VALUE - random.nextInt(40) : random.nextLong() >>> 1 + random.nextInt(40);
        };
    }

    private void type(OrderCommand order) {
        boolean market = chance(mix.marketPercent);
        if (chance(mix.stopPercent)) {
            order.type(chance(40) ? OrderType.STOP : OrderType.STOP_LIMIT).stopPrice(stopPrice(order.side()));
        } else if (market) {
            order.type(OrderType.MARKET);
        }
        if (order.type() == OrderType.LIMIT || order.type() == OrderType.STOP_LIMIT) {
            order.price(price(order.side()));
            while (mix.prices == Mix.Prices.ANY
                    && Math.multiplyHigh(order.price(), order.quantity()) != 0
                    && chance(95)) {
                order.quantity(order.quantity() / 2 + 1);
            }
        }
    }

    private void time(OrderCommand order, long timeNanos) {
        int at = random.nextInt(100);
        if (at < mix.immediatePercent) {
            order.timeInForce(TimeInForce.IOC);
        } else if ((at -= mix.immediatePercent) < mix.fillOrKillPercent) {
            order.timeInForce(TimeInForce.FOK);
        } else if ((at -= mix.fillOrKillPercent) < mix.dayPercent) {
            order.timeInForce(TimeInForce.DAY);
        } else if (at - mix.dayPercent < mix.datePercent) {
            long most = chance(10) ? 2 * TradingRules.DAY_NANOS : mix.stepMillis * 40_000_000L;
            // on a coarse grid, so that some expire at the same time
            long later = (long) (random.nextDouble() * most) / 1_000_000_000L * 1_000_000_000L;
            order.timeInForce(TimeInForce.GTD).expireNanos(timeNanos + 1 + later);
        }
    }

    /** Takes out of an order what a combination forbids. */
    private void avoidCombinations(OrderCommand order) {
        boolean stop = order.stopPrice() != 0;
        boolean atOnce = order.timeInForce() == TimeInForce.IOC || order.timeInForce() == TimeInForce.FOK;
        if (stop && atOnce) {
            order.timeInForce(TimeInForce.GTC);
        }
        if (stop || atOnce || order.type() == OrderType.MARKET) {
            order.postOnly(false);
            order.displayQuantity(0);
        }
        if (stop || order.postOnly() || order.timeInForce() == TimeInForce.FOK) {
            order.minQuantity(0);
        }
    }

    /** Makes a post-only limit order of it. */
    void makePostOnly(OrderCommand order) {
        makePassive(order);
        order.type(OrderType.LIMIT).stopPrice(0).postOnly(true);
        if (order.price() == 0) {
            order.price(price(order.side()));
        }
    }

    /** Makes an order of it that may be collected in a call phase. */
    void makePassive(OrderCommand order) {
        if (order.timeInForce() == TimeInForce.IOC || order.timeInForce() == TimeInForce.FOK) {
            order.timeInForce(TimeInForce.GTC);
        }
        order.postOnly(false).minQuantity(0);
        if (order.type() == OrderType.MARKET) {
            order.type(OrderType.LIMIT).price(price(order.side()));
        }
    }

    long quantity() {
        if (mix.hugeQuantities && chance(40)) {
            return Math.max(1, random.nextLong() >>> 1 + random.nextInt(60));
        }
        return mix.lotSize * (1 + random.nextInt(chance(10) ? mix.maxLots * 5 : mix.maxLots));
    }

    /** A part of a quantity on the lot, above zero. */
    private long part(long quantity) {
        long lots = Math.max(1, quantity / mix.lotSize);
        long part = lots <= 1 ? 1 : 1 + Math.floorMod(random.nextLong(), chance(70) ? Math.max(1, lots / 3) : lots);
        return part * mix.lotSize;
    }

    long price(Side side) {
        if (mix.prices == Mix.Prices.ANY) {
            if (chance(30)) {
                return Long.MAX_VALUE - random.nextInt(5);
            }
            return chance(40)
                    ? 1 + random.nextInt(chance(50) ? 8 : 2_000)
                    : Math.max(1, random.nextLong() >>> 1 + random.nextInt(60));
        }
        int off = mix.reserveTicks - random.nextInt(mix.widthTicks + 1) + random.nextInt(mix.widthTicks + 1);
        long ticks = side == Side.BUY ? mix.middleTicks - off : mix.middleTicks + off;
        return ticks * mix.tickSize;
    }

    long stopPrice(Side side) {
        if (mix.prices == Mix.Prices.ANY) {
            return price(side);
        }
        int off = random.nextInt(mix.widthTicks + 1) - mix.widthTicks / 4;
        long ticks = side == Side.BUY ? mix.middleTicks + off : mix.middleTicks - off;
        return ticks * mix.tickSize;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
